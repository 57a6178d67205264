package io.deskledger.model.summary;

import java.util.Arrays;

/**
 * How many durations each log-scale bucket holds. Sums of many of these are what reports are made of, so they are kept
 * side by side from the lowest bucket to the highest.
 */
public final class BucketCounts {

    private static final int ROOM = 64;

    private int lowest;
    private long[] counts = new long[0];
    private long total;

    /** Adds so many durations of a bucket. */
    public void add(int bucket, long count) {
        makeRoom(bucket);
        counts[bucket - lowest] += count;
        total += count;
    }

    private void makeRoom(int bucket) {
        if (counts.length == 0) {
            lowest = bucket - ROOM;
            counts = new long[2 * ROOM];
        } else if (bucket < lowest) {
            int more = Math.max(lowest - bucket + ROOM, counts.length);
            long[] wider = new long[counts.length + more];
            System.arraycopy(counts, 0, wider, more, counts.length);
            counts = wider;
            lowest -= more;
        } else if (bucket - lowest >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket - lowest + ROOM, 2 * counts.length));
        }
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
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return lowest + i;
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
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                told.bucket(lowest + i, counts[i]);
            }
        }
    }
}
