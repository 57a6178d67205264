package io.deskledger.model.sla;

import java.util.Arrays;

/** Open spans in order, with the open time up to each: microseconds, found by binary search. */
final class OpenSpans {

    private final long[] starts;
    private final long[] ends;
    private final long[] openUpTo;

    private OpenSpans(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
        this.openUpTo = new long[starts.length];
        long open = 0;
        for (int i = 0; i < starts.length; i++) {
            open += ends[i] - starts[i];
            openUpTo[i] = open;
        }
    }

    long total() {
        return openUpTo.length == 0 ? 0 : openUpTo[openUpTo.length - 1];
    }

    /** Open time before the instant. */
    long before(long at) {
        int begun = begunBy(at);
        if (begun < 0) {
            return 0;
        }
        return openUpTo[begun] - Math.max(0, ends[begun] - at);
    }

    /** The instant at which so much, more than zero and at most the total, has been open. */
    long at(long open) {
        int found = Arrays.binarySearch(openUpTo, open);
        int index = found >= 0 ? found : -found - 1;
        return ends[index] - (openUpTo[index] - open);
    }

    void within(long from, long to, Merger merger) {
        for (int i = Math.max(0, begunBy(from)); i < starts.length && starts[i] < to && merger.goesOn; i++) {
            if (ends[i] > from) {
                merger.add(Math.max(from, starts[i]), Math.min(to, ends[i]));
            }
        }
    }

    /** The last span that starts at or before the instant, -1 if none does. */
    private int begunBy(long at) {
        int found = Arrays.binarySearch(starts, at);
        return found >= 0 ? found : -found - 2;
    }

    /** Is told spans. */
    @FunctionalInterface
    interface Told {

        /** Takes a span; answers whether to go on. */
        boolean take(long from, long to);
    }

    /** Joins spans that touch. */
    static final class Merger {

        private final Told told;
        boolean goesOn = true;
        private long start;
        private long end = Long.MIN_VALUE;

        Merger(Told told) {
            this.told = told;
        }

        void add(long from, long to) {
            if (from == end) {
                end = to;
                return;
            }
            flush();
            start = from;
            end = to;
        }

        void flush() {
            if (end != Long.MIN_VALUE && goesOn) {
                goesOn = told.take(start, end);
            }
        }
    }

    /** Takes spans in seconds, in order. */
    static final class Builder {

        private static final long MICROS = 1_000_000;

        private long[] starts = new long[64];
        private long[] ends = new long[64];
        private int size;

        void add(long from, long to) {
            if (to <= from) {
                return;
            }
            if (size > 0 && ends[size - 1] == from * MICROS) {
                ends[size - 1] = to * MICROS;
                return;
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            starts[size] = from * MICROS;
            ends[size++] = to * MICROS;
        }

        OpenSpans build() {
            return new OpenSpans(Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
        }
    }
}
