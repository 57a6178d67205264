package io.deskledger.model.sla;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A calendar's open times on the line of instants, in microseconds since 1970. Time is cut into chunks of about a year;
 * a chunk lists its open spans once and then answers by binary search, so nothing walks through days.
 */
final class OpenTimes {

    /** What {@link #add} answers when the time is not reached within a century. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long CHUNK_SECONDS = 1L << 25;
    private static final long CHUNK = CHUNK_SECONDS * 1_000_000;
    private static final int CENTURY = 95;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpeningHours>> hours;
    private final Holidays holidays;
    private final Map<Long, OpenSpans> chunks = new ConcurrentHashMap<>();

    OpenTimes(ZoneId zone, Map<DayOfWeek, List<OpeningHours>> hours, Holidays holidays) {
        this.zone = zone;
        this.hours = hours;
        this.holidays = holidays;
    }

    /** Open microseconds from an instant to another. */
    long between(long from, long to) {
        if (to <= from) {
            return 0;
        }
        long first = Math.floorDiv(from, CHUNK);
        long last = Math.floorDiv(to, CHUNK);
        long open = chunk(last).before(to) - chunk(first).before(from);
        for (long index = first; index < last; index++) {
            open += chunk(index).total();
        }
        return open;
    }

    /** The first instant with so many open microseconds since {@code from}, or {@link #NEVER}. */
    long add(long from, long open) {
        if (open <= 0) {
            return from;
        }
        long index = Math.floorDiv(from, CHUNK);
        long wanted = open + chunk(index).before(from);
        for (long end = index + CENTURY; index < end; index++) {
            OpenSpans spans = chunk(index);
            if (wanted <= spans.total()) {
                return spans.at(wanted);
            }
            wanted -= spans.total();
        }
        return NEVER;
    }

    /** Tells each open span from an instant to another, in order, until told enough; what touches is told as one. */
    void spans(long from, long to, OpenSpans.Told told) {
        OpenSpans.Merger merger = new OpenSpans.Merger(told);
        for (long index = Math.floorDiv(from, CHUNK); index * CHUNK < to && merger.goesOn; index++) {
            chunk(index).within(from, to, merger);
        }
        merger.flush();
    }

    private OpenSpans chunk(long index) {
        OpenSpans known = chunks.get(index);
        return known != null ? known : chunks.computeIfAbsent(index, this::list);
    }

    private OpenSpans list(long index) {
        long end = (index + 1) * CHUNK_SECONDS;
        OpenSpans.Builder spans = new OpenSpans.Builder();
        var rules = zone.getRules();
        long cursor = index * CHUNK_SECONDS;
        while (cursor < end) {
            Instant at = Instant.ofEpochSecond(cursor);
            var change = rules.nextTransition(at);
            long until =
                    change == null ? end : Math.min(end, change.getInstant().getEpochSecond());
            // Between two changes of the offset the wall clock runs like any other.
            list(cursor, until, rules.getOffset(at).getTotalSeconds(), spans);
            cursor = until;
        }
        return spans.build();
    }

    private void list(long from, long to, int offset, OpenSpans.Builder spans) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(from + offset, 86_400));
        LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(to - 1 + offset, 86_400));
        Map<LocalDate, String> free = holidays.between(day, last);
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            List<OpeningHours> open =
                    free.containsKey(day) ? List.of() : hours.getOrDefault(day.getDayOfWeek(), List.of());
            long midnight = day.toEpochDay() * 86_400 - offset;
            for (OpeningHours one : open) {
                spans.add(Math.max(from, midnight + one.from()), Math.min(to, midnight + one.to()));
            }
        }
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    static long micros(Duration duration) {
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    static Duration duration(long micros) {
        return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1000);
    }
}
