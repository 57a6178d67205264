package io.deskledger.model.summary;

import java.util.Arrays;

/**
 * How many durations each log-scale bucket holds. Sums of many of these are what reports are made of, so they are kept
 * side by side, from bucket -1 on, and one object can count again and again.
 */
public final class BucketCounts {

    /** Entries as {@link Sketches} has them. */
    static final int ENTRY = 3;

    static final int END = 0xffff;

    private static final int ROOM = 2_048;
    private static final int BYTE = 8;

    private long[] counts = new long[ROOM]; // the first one is that of bucket -1
    private int lowest = ROOM; // nothing is counted before it, nor from next on
    private int next;
    private long total;

    /** Adds so many durations of a bucket, which is -1 or more. */
    public void add(int bucket, long count) {
        int place = bucket + 1;
        makeRoom(place);
        counts[place] += count;
        total += count;
        lowest = Math.min(lowest, place);
        next = Math.max(next, place + 1);
    }

    /** Adds the packed counts of the one key that there is. */
    public void add(byte[] data) {
        add(data, 0);
    }

    /** Adds the packed counts of the key whose entries begin there. */
    void add(byte[] data, int begin) {
        long sum = 0;
        int first = lowest;
        int last = next - 1;
        int at = begin;
        for (int place = place(data, at); place != END; place = place(data, at)) {
            if (place >= counts.length) {
                makeRoom(place);
            }
            int count = Byte.toUnsignedInt(data[at + 2]);
            counts[place] += count;
            sum += count;
            first = Math.min(first, place);
            last = Math.max(last, place);
            at += ENTRY;
        }
        total += sum;
        lowest = first;
        next = last + 1;
    }

    /** The bucket of the entry there and one, or {@link #END}. */
    static int place(byte[] data, int at) {
        return (Byte.toUnsignedInt(data[at]) << BYTE) | Byte.toUnsignedInt(data[at + 1]);
    }

    private void makeRoom(int place) {
        if (place >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(place + 1, 2 * counts.length));
        }
    }

    /** Forgets everything. */
    void clear() {
        if (lowest < next) {
            Arrays.fill(counts, lowest, next, 0);
        }
        lowest = counts.length;
        next = 0;
        total = 0;
    }

    /** How many durations there are in all. */
    public long total() {
        return total;
    }

    /**
     * The bucket of the duration that has that place among all, from the shortest.
     *
     * @param rank from 1 to {@link #total}
     */
    public int bucketOf(long rank) {
        long seen = 0;
        for (int place = lowest; place < next; place++) {
            seen += counts[place];
            if (seen >= rank) {
                return place - 1;
            }
        }
        throw new IllegalArgumentException("There are " + total + " durations, none has place " + rank);
    }

    /** Told each bucket that holds any, from the lowest. */
    @FunctionalInterface
    interface Told {
        void bucket(int bucket, long count);
    }

    void forEach(Told told) {
        for (int place = lowest; place < next; place++) {
            if (counts[place] > 0) {
                told.bucket(place - 1, counts[place]);
            }
        }
    }
}
