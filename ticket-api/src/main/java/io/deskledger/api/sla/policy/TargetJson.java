package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.WireName;
import io.deskledger.model.sla.InvalidSlaException;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.ticket.TicketStatus;
import java.util.Set;

/** Targets as the API takes them, and as versions keep them: with the calendar itself in place of its id. */
final class TargetJson {

    private static final String CALENDAR_ID = "calendar_id";
    private static final String STOPS = "stop_while_waiting";
    private static final Set<String> KNOWN = Set.of("seconds", CALENDAR_ID, STOPS);

    private TargetJson() {}

    /** The targets with their calendars; {@link InvalidSlaException} where one can't be. */
    static ObjectNode resolved(JsonNode targets, CalendarsById calendars) {
        if (!targets.isObject()) {
            throw new InvalidSlaException("targets", "has to be an object");
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (var kind : targets.properties()) {
            if (WireName.find(SlaKind.class, kind.getKey()).isEmpty()) {
                throw new InvalidSlaException(
                        "targets." + kind.getKey(), "unknown; known are " + WireName.names(SlaKind.class));
            }
            try {
                all.set(kind.getKey(), resolve(kind.getValue(), calendars));
            } catch (InvalidSlaException e) {
                throw e.within("targets." + kind.getKey());
            }
        }
        return all;
    }

    /** Whether one of the targets runs by that calendar. */
    static boolean uses(JsonNode targets, long calendarId) {
        for (JsonNode kind : targets) {
            if (kind.path(CALENDAR_ID).longValue() == calendarId) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode resolve(JsonNode kind, CalendarsById calendars) {
        if (!kind.isObject()) {
            throw new InvalidSlaException("", "has to be an object");
        }
        kind.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new InvalidSlaException(
                        field,
                        "unknown; known are "
                                + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        });
        JsonNode id = kind.path(CALENDAR_ID);
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new InvalidSlaException(CALENDAR_ID, id.isMissingNode() ? "is required" : "has to be an id");
        }
        SlaCalendar calendar = calendars
                .find(id.longValue())
                .orElseThrow(() -> new InvalidSlaException(CALENDAR_ID, "there is no such calendar"));
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        target.set("seconds", kind.path("seconds"));
        if (stops(kind.path(STOPS), calendar)) {
            target.putArray("paused_in").add(TicketStatus.WAITING_ON_CUSTOMER.wire());
        } else {
            target.putArray("paused_in");
        }
        target.set("calendar", calendar.definition());
        return target;
    }

    private static boolean stops(JsonNode given, SlaCalendar calendar) {
        if (given.isMissingNode() || given.isNull()) {
            return calendar.stopWhileWaiting();
        }
        if (!given.isBoolean()) {
            throw new InvalidSlaException(STOPS, "has to be true or false");
        }
        return given.booleanValue();
    }
}
