package io.deskledger.api.console.sla;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.console.Words;
import io.deskledger.api.sla.policy.Policy;
import io.deskledger.api.sla.policy.SlaCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Policies and calendars as their list shows them.
 *
 * @param policies in the order in which they are asked
 * @param calendars all of them
 * @param now when the list was made
 */
record SlaPage(List<Policy> policies, List<SlaCalendar> calendars, Instant now) {

    /** Whether what the policy says is still to come. */
    public boolean isToCome(Policy policy) {
        return policy.effectiveFrom().isAfter(now);
    }

    /** The ids in the order that they have once the policy is moved by so many places; empty where it can't. */
    public String moved(Policy policy, int by) {
        List<Long> ids = new ArrayList<>(
                policies.stream().filter(one -> !one.fallback()).map(Policy::id).toList());
        int from = ids.indexOf(policy.id());
        int to = from + by;
        if (from < 0 || to < 0 || to >= ids.size()) {
            return "";
        }
        Collections.swap(ids, from, to);
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Which tickets the policy is for, in words. */
    public static String condition(Policy policy, Words words) {
        List<String> parts = new ArrayList<>();
        for (var field : policy.condition().properties()) {
            List<String> values = new ArrayList<>();
            field.getValue()
                    .forEach(value -> values.add(
                            field.getKey().equals("priority")
                                    ? words.or("priority." + value.asText(), value.asText())
                                    : value.asText()));
            parts.add(words.t("sla.if." + field.getKey()) + ": " + String.join(", ", values));
        }
        return parts.isEmpty() ? words.t(policy.fallback() ? "sla.else" : "sla.any") : String.join(" · ", parts);
    }

    /** How long a promise may take, from the most to the least urgent priority, or a dash. */
    public static String target(Policy policy, String kind, Words words) {
        JsonNode seconds = policy.targets().path(kind).path("seconds");
        List<String> all = new ArrayList<>();
        for (String priority : PolicyForms.PRIORITIES) {
            all.add(
                    seconds.has(priority)
                            ? words.span(
                                    Duration.ofSeconds(seconds.get(priority).longValue()))
                            : "–");
        }
        return all.stream().allMatch("–"::equals) ? "–" : String.join(" / ", all);
    }

    /** The hours of a day of the calendar. */
    public static String hours(SlaCalendar calendar, String day) {
        String hours = CalendarForms.hours(calendar.hours().path(day));
        return hours.isEmpty() ? "–" : hours;
    }

    public static List<String> kinds() {
        return PolicyForms.KINDS;
    }

    public static List<String> days() {
        return CalendarForms.DAYS;
    }

    /** The name of a calendar that a policy's promise runs by. */
    public String calendar(Policy policy) {
        for (String kind : PolicyForms.KINDS) {
            long id = policy.targets().path(kind).path("calendar_id").longValue();
            for (SlaCalendar calendar : calendars) {
                if (calendar.id() == id) {
                    return calendar.name();
                }
            }
        }
        return "–";
    }
}
