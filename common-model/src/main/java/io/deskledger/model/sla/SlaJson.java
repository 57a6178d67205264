package io.deskledger.model.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Calendars and policy versions as JSON: what {@code support.sla_policy_versions.definition} holds, and what the API
 * takes. Everything that is wrong, unknown fields too, is an {@link InvalidSlaException} with the field's path.
 */
public final class SlaJson {

    private static final Set<String> HOLIDAY_FIELDS = Set.of("name", "date", "until", "yearly");
    private static final Set<String> HOURS_FIELDS = Set.of("from", "to");
    private static final Set<String> TARGET_FIELDS = Set.of("seconds", "paused_in", "calendar");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SlaJson() {}

    /** A version by its stored definition. */
    public static SlaPolicyVersion version(long policyId, int number, Instant effectiveFrom, JsonNode definition) {
        return version(policyId, number, effectiveFrom, definition, SlaJson::calendar);
    }

    /**
     * A version by its stored definition.
     *
     * @param calendars makes a calendar of its part of that
     */
    public static SlaPolicyVersion version(
            long policyId,
            int number,
            Instant effectiveFrom,
            JsonNode definition,
            Function<JsonNode, WorkCalendar> calendars) {
        return new SlaPolicyVersion(
                policyId,
                number,
                text(definition, "name"),
                effectiveFrom,
                condition(definition.path("condition")),
                targets(definition.path("targets"), calendars),
                definition.path("warn_percent").asInt(SlaPolicyVersion.DEFAULT_WARN_PERCENT));
    }

    /** A calendar by its name, zone, hours and holidays. */
    public static WorkCalendar calendar(JsonNode calendar) {
        return WorkCalendar.of(
                text(calendar, "name"),
                WorkCalendar.zone(text(calendar, "zone")),
                hours(calendar.path("hours")),
                holidays(calendar.path("holidays")));
    }

    /** The hours of the days of the week: {@code {"monday": [{"from": "09:00", "to": "12:30"}]}}. */
    public static Map<DayOfWeek, List<OpeningHours>> hours(JsonNode hours) {
        requireObject("hours", hours);
        Map<DayOfWeek, List<OpeningHours>> week = new EnumMap<>(DayOfWeek.class);
        for (var day : hours.properties()) {
            String field = "hours." + day.getKey();
            week.put(
                    day(day.getKey()),
                    list(
                            field,
                            day.getValue(),
                            HOURS_FIELDS,
                            one -> OpeningHours.of(text(one, "from"), text(one, "to"))));
        }
        return week;
    }

    /** Holidays: {@code [{"name": "Christmas", "date": "2026-12-25", "until": "2026-12-26", "yearly": true}]}. */
    public static List<Holiday> holidays(JsonNode holidays) {
        if (holidays.isMissingNode() || holidays.isNull()) {
            return List.of();
        }
        return list("holidays", holidays, HOLIDAY_FIELDS, one -> {
            LocalDate first = date(one, "date");
            LocalDate last = one.hasNonNull("until") ? date(one, "until") : first;
            JsonNode yearly = one.path("yearly");
            if (!yearly.isMissingNode() && !yearly.isBoolean()) {
                throw new InvalidSlaException("yearly", "has to be true or false");
            }
            return new Holiday(text(one, "name"), first, last, yearly.booleanValue());
        });
    }

    /** Holidays as {@link #holidays(JsonNode)} reads them. */
    public static JsonNode json(List<Holiday> holidays) {
        var array = JSON.arrayNode();
        for (Holiday holiday : holidays) {
            ObjectNode one = array.addObject()
                    .put("name", holiday.name())
                    .put("date", holiday.first().toString());
            if (!holiday.last().equals(holiday.first())) {
                one.put("until", holiday.last().toString());
            }
            one.put("yearly", holiday.yearly());
        }
        return array;
    }

    /** Hours as {@link #hours(JsonNode)} reads them, sorted. */
    public static ObjectNode json(Map<DayOfWeek, List<OpeningHours>> hours) {
        ObjectNode week = JSON.objectNode();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (OpeningHours one : hours.getOrDefault(day, List.of())) {
                week.withArray("/" + day.name().toLowerCase(Locale.ROOT))
                        .addObject()
                        .put("from", one.fromText())
                        .put("to", one.toText());
            }
        }
        return week;
    }

    /** A condition: {@code {"priority": ["urgent", "high"], "tag": ["vip"]}}; empty for every ticket. */
    public static SlaCondition condition(JsonNode condition) {
        if (condition.isMissingNode() || condition.isNull()) {
            return SlaCondition.ANY;
        }
        requireObject("condition", condition);
        Map<String, List<String>> fields = new HashMap<>();
        for (var field : condition.properties()) {
            String path = "condition." + field.getKey();
            SlaCondition.checkField(field.getKey());
            if (!field.getValue().isArray()) {
                throw new InvalidSlaException(path, "has to be a list of texts");
            }
            List<String> values = new ArrayList<>();
            for (JsonNode value : field.getValue()) {
                if (!value.isTextual()) {
                    throw new InvalidSlaException(path, "has to be a list of texts");
                }
                values.add(value.textValue());
            }
            fields.put(field.getKey(), values);
        }
        return SlaCondition.of(fields);
    }

    /**
     * Targets: {@code {"resolution": {"seconds": {"urgent": 14400}, "paused_in": [], "calendar": ...}}}.
     *
     * @param calendars finds the calendar that a target names
     */
    public static SlaTargets targets(JsonNode targets, Function<JsonNode, WorkCalendar> calendars) {
        requireObject("targets", targets);
        Map<SlaKind, Map<TicketPriority, SlaTarget>> all = new EnumMap<>(SlaKind.class);
        for (var kind : targets.properties()) {
            String field = "targets." + kind.getKey();
            SlaKind known = WireName.find(SlaKind.class, kind.getKey())
                    .orElseThrow(() ->
                            new InvalidSlaException(field, "unknown; known are " + WireName.names(SlaKind.class)));
            all.put(known, within(field, () -> byPriority(kind.getValue(), calendars)));
        }
        return new SlaTargets(all);
    }

    private static Map<TicketPriority, SlaTarget> byPriority(
            JsonNode kind, Function<JsonNode, WorkCalendar> calendars) {
        requireObject("", kind);
        requireKnown(kind, TARGET_FIELDS);
        WorkCalendar calendar = calendars.apply(kind.path("calendar"));
        Set<TicketStatus> pausedIn = EnumSet.noneOf(TicketStatus.class);
        for (JsonNode status : kind.path("paused_in")) {
            pausedIn.add(WireName.find(TicketStatus.class, status.asText())
                    .orElseThrow(() -> new InvalidSlaException(
                            "paused_in", "has to list some of " + WireName.names(TicketStatus.class))));
        }
        requireObject("seconds", kind.path("seconds"));
        Map<TicketPriority, SlaTarget> targets = new EnumMap<>(TicketPriority.class);
        for (var one : kind.path("seconds").properties()) {
            String field = "seconds." + one.getKey();
            TicketPriority priority = WireName.find(TicketPriority.class, one.getKey())
                    .orElseThrow(() -> new InvalidSlaException(
                            field, "unknown; known are " + WireName.names(TicketPriority.class)));
            targets.put(priority, target(field, one.getValue(), calendar, pausedIn));
        }
        if (targets.isEmpty()) {
            throw new InvalidSlaException("seconds", "has to name at least one priority");
        }
        return targets;
    }

    private static SlaTarget target(String field, JsonNode seconds, WorkCalendar calendar, Set<TicketStatus> pausedIn) {
        if (!seconds.isIntegralNumber() || !seconds.canConvertToInt()) {
            throw new InvalidSlaException(field, "has to be whole seconds, from 1 to ten years");
        }
        try {
            return new SlaTarget(Duration.ofSeconds(seconds.longValue()), calendar, pausedIn);
        } catch (InvalidSlaException e) {
            throw e.field().equals("time") ? new InvalidSlaException(field, e.rule()) : e;
        }
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
                return day;
            }
        }
        throw new InvalidSlaException("hours." + name, "is no day of the week; they are monday to sunday");
    }

    private static <T> List<T> list(String field, JsonNode list, Set<String> known, Function<JsonNode, T> read) {
        if (!list.isArray()) {
            throw new InvalidSlaException(field, "has to be a list");
        }
        List<T> all = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            all.add(within(field + "[" + i + "]", () -> {
                requireObject("", one);
                requireKnown(one, known);
                return read.apply(one);
            }));
        }
        return all;
    }

    private static <T> T within(String outer, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidSlaException e) {
            throw e.within(outer);
        }
    }

    private static void requireObject(String field, JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidSlaException(field, node.isMissingNode() ? "is required" : "has to be an object");
        }
    }

    private static void requireKnown(JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new InvalidSlaException(
                        name,
                        "unknown; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private static String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isTextual()) {
            throw new InvalidSlaException(field, value.isMissingNode() ? "is required" : "has to be a text");
        }
        return value.textValue();
    }

    private static LocalDate date(JsonNode parent, String field) {
        try {
            return LocalDate.parse(text(parent, field));
        } catch (DateTimeException e) {
            throw new InvalidSlaException(field, "has to be a day such as 2026-12-25");
        }
    }
}
