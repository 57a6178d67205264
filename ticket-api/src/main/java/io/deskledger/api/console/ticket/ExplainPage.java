package io.deskledger.api.console.ticket;

import io.deskledger.api.sla.explain.Explanation;
import io.deskledger.api.sla.explain.Explanation.Interval;
import io.deskledger.api.sla.explain.Explanation.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the clocks of a ticket show what they show, as its page shows it.
 *
 * @param explanation what the service says
 */
public record ExplainPage(Explanation explanation) {

    private static final int WIDTH = 1_000;
    private static final int MOST = 60;
    private static final String ENDED = "ended";

    /**
     * One stretch of the strip that draws a clock.
     *
     * @param x where it begins, of {@value #WIDTH}
     * @param width how long it is
     * @param phase what it was
     */
    public record Stretch(long x, long width, String phase) {}

    public int width() {
        return WIDTH;
    }

    /** The clock as a strip: what was, and up to its due time what is to come. */
    public static List<Stretch> strip(Target target) {
        List<Interval> all = counted(target);
        Instant start = target.startedAt();
        Instant end = end(target, all);
        List<Stretch> strip = new ArrayList<>();
        for (Interval one : all) {
            strip.add(stretch(start, end, one.from(), one.to(), one.phase()));
        }
        Instant last = all.isEmpty() ? start : all.getLast().to();
        if (last.isBefore(end)) {
            strip.add(stretch(start, end, last, end, "ahead"));
        }
        return strip;
    }

    /** Where on the strip the due time is, or below zero where there is none. */
    public static long dueAt(Target target) {
        Instant due = target.dueAt();
        return due == null ? -1 : place(target.startedAt(), end(target, counted(target)), due);
    }

    /** The stretches of time that a table can hold: the latest. */
    public static List<Interval> listed(Target target) {
        List<Interval> all = target.intervals();
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    /** How many more there are. */
    public static int before(Target target) {
        return Math.max(0, target.intervals().size() - MOST);
    }

    /** The holidays that a clock stood still for, out of its reason. */
    public static String holidays(Interval interval) {
        int open = interval.reason().lastIndexOf('(');
        return interval.phase().equals("outside_hours") && open > 0
                ? interval.reason().substring(open)
                : "";
    }

    public static Duration duration(BigDecimal seconds) {
        return Duration.ofSeconds(seconds.longValue());
    }

    public static Duration duration(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static List<Interval> counted(Target target) {
        List<Interval> all = target.intervals();
        int last = all.size();
        while (last > 0 && all.get(last - 1).phase().equals(ENDED)) {
            last--;
        }
        return all.subList(0, last);
    }

    private static Instant end(Target target, List<Interval> all) {
        Instant last = all.isEmpty() ? target.startedAt() : all.getLast().to();
        Instant due = target.dueAt();
        return due != null && due.isAfter(last) ? due : last;
    }

    private static Stretch stretch(Instant start, Instant end, Instant from, Instant to, String phase) {
        long x = place(start, end, from);
        return new Stretch(x, Math.max(1, place(start, end, to) - x), phase);
    }

    private static long place(Instant start, Instant end, Instant at) {
        double whole = Math.max(1, Duration.between(start, end).toMillis());
        return Math.round(WIDTH * Duration.between(start, at).toMillis() / whole);
    }
}
