package io.deskledger.local.e2e;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a file, asked by days of a zone.
 *
 * @param from the first day of the range in question
 * @param to its last
 * @param days of the moments that were asked for: each is, once for each day of the range and more
 */
record FileQuestions(
        List<FileTicket> tickets, ZoneId zone, LocalDate from, LocalDate to, Map<Instant, LocalDate> days) {

    FileQuestions(List<FileTicket> tickets, ZoneId zone, LocalDate from, LocalDate to) {
        this(tickets, zone, from, to, new HashMap<>());
    }

    List<FileTicket> answered(LocalDate first, LocalDate last) {
        return tickets.stream().filter(t -> within(t.answered(), first, last)).toList();
    }

    List<FileTicket> created() {
        return tickets.stream().filter(t -> within(t.created(), from, to)).toList();
    }

    List<FileTicket> resolved(LocalDate first, LocalDate last) {
        return tickets.stream().filter(t -> within(t.resolved(), first, last)).toList();
    }

    List<FileTicket> resolvedBy(String agent, LocalDate first, LocalDate last) {
        return resolved(first, last).stream()
                .filter(t -> agent.equals(t.resolvedBy()))
                .toList();
    }

    long backlog(LocalDate day) {
        return count(
                tickets,
                t -> !day(t.created()).isAfter(day)
                        && (t.resolved() == null || day(t.resolved()).isAfter(day)));
    }

    LocalDate day(Instant time) {
        return days.computeIfAbsent(time, moment -> moment.atZone(zone).toLocalDate());
    }

    boolean within(@Nullable Instant time, LocalDate first, LocalDate last) {
        if (time == null) {
            return false;
        }
        LocalDate day = day(time);
        return !day.isBefore(first) && !day.isAfter(last);
    }

    static long count(List<FileTicket> among, Predicate<FileTicket> which) {
        return among.stream().filter(which).count();
    }
}
