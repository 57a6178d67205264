package io.deskledger.api.console.queue;

import io.deskledger.api.console.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list's conditions in words, such as those of a figure that led there.
 *
 * @param search the list
 * @param zone in whose days the reports count
 * @param names of those whom the conditions are about, by their ids
 */
record Conditions(QueueSearch search, ZoneId zone, Map<Long, String> names) {

    private static final List<String> PEOPLE = List.of("creator_id", "resolved_by");
    private static final List<String> TIMES = List.of("_after", "_before", "_at");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    /** Whom the conditions are about. */
    static List<Long> people(QueueSearch search) {
        return PEOPLE.stream()
                .map(search::text)
                .filter(id -> ID.matcher(id).matches())
                .map(Long::valueOf)
                .toList();
    }

    /** Whether anything here is counted by days. */
    static boolean hasTimes(QueueSearch search) {
        return search.values().keySet().stream().anyMatch(Conditions::isTime);
    }

    private static boolean isTime(String name) {
        return TIMES.stream().anyMatch(name::endsWith);
    }

    /** The values of a condition. */
    String told(String name, Words words) {
        return search.values().getOrDefault(name, List.of()).stream()
                .map(value -> told(name, value, words))
                .collect(Collectors.joining(", "));
    }

    /** The time that a condition names where it is none at which a day of the reports begins. */
    Optional<Instant> exact(String name) {
        return isTime(name)
                ? time(search.text(name)).filter(time -> !isMidnight(time)).map(ZonedDateTime::toInstant)
                : Optional.empty();
    }

    private String told(String name, String value, Words words) {
        if (PEOPLE.contains(name)) {
            return ID.matcher(value).matches() ? names.getOrDefault(Long.valueOf(value), "#" + value) : value;
        }
        return isTime(name)
                ? time(value)
                        .filter(Conditions::isMidnight)
                        .map(time -> words.day(time.toLocalDate()))
                        .orElse(value)
                : value;
    }

    private Optional<ZonedDateTime> time(String value) {
        try {
            return Optional.of(OffsetDateTime.parse(value).atZoneSameInstant(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isMidnight(ZonedDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
