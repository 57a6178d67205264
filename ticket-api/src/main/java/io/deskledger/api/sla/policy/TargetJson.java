package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.WireName;
import io.deskledger.model.sla.InvalidSlaException;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.ticket.TicketStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Targets as the API takes them, and as versions keep them: with the calendar itself in place of its id. */
final class TargetJson {

    private static final String CALENDAR_ID = "calendar_id";
    private static final String STOPS = "stop_while_waiting";
    private static final String PAUSED_IN = "paused_in";
    private static final Set<String> KNOWN = Set.of("seconds", CALENDAR_ID, STOPS, PAUSED_IN);

    /** Not those that end a clock; nor that of tickets which nobody has taken up, whose clocks would never start. */
    private static final Set<TicketStatus> MAY_PAUSE =
            EnumSet.of(TicketStatus.IN_PROGRESS, TicketStatus.WAITING_ON_CUSTOMER);

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
        ArrayNode pausedIn = target.putArray(PAUSED_IN);
        pausedIn(kind, calendar).forEach(status -> pausedIn.add(status.wire()));
        target.set("calendar", calendar.definition());
        return target;
    }

    private static Set<TicketStatus> pausedIn(JsonNode kind, SlaCalendar calendar) {
        if (kind.hasNonNull(PAUSED_IN)) {
            if (kind.hasNonNull(STOPS)) {
                throw new InvalidSlaException(PAUSED_IN, "says it all: leave out " + STOPS);
            }
            return statuses(kind.get(PAUSED_IN));
        }
        return stops(kind.path(STOPS), calendar) ? EnumSet.of(TicketStatus.WAITING_ON_CUSTOMER) : Set.of();
    }

    private static Set<TicketStatus> statuses(JsonNode list) {
        if (!list.isArray()) {
            throw new InvalidSlaException(PAUSED_IN, "has to be a list of statuses");
        }
        Set<TicketStatus> statuses = EnumSet.noneOf(TicketStatus.class);
        for (int i = 0; i < list.size(); i++) {
            String field = PAUSED_IN + "[" + i + "]";
            TicketStatus status = WireName.find(TicketStatus.class, list.get(i).asText())
                    .orElseThrow(() -> new InvalidSlaException(field, "unknown; known are " + names()));
            if (!MAY_PAUSE.contains(status)) {
                throw new InvalidSlaException(field, status.wire() + " can't pause a clock; what can is " + names());
            }
            if (!statuses.add(status)) {
                throw new InvalidSlaException(field, status.wire() + " is there already");
            }
        }
        return statuses;
    }

    private static String names() {
        return MAY_PAUSE.stream().map(TicketStatus::wire).collect(Collectors.joining(", "));
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
