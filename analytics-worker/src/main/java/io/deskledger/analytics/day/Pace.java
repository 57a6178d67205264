package io.deskledger.analytics.day;

/**
 * How long a day that changes all the time is left alone between two computations. While thousands work on tickets each
 * computation is out of date before it ends, and one after the other would take as much of the database as they get: so
 * a dear day rests {@value #RESTS} times as long as its last computation took, and days of a crowd as many times as
 * long as those of all of them did. {@link QueuedDays} keeps to it.
 */
final class Pace {

    /** So that computing takes a fifth of one processor, where no bound below cuts the rest short. */
    static final int RESTS = 4;

    /** What takes less is not worth a rest of its own. */
    static final int CHEAP_MICROS = 100_000;

    /** Whatever it costs, a day is seen this soon behind its computation where few others change. */
    static final int MOST_FOR_ONE_SECONDS = 60;

    /** However many days there are and whatever they cost, none waits longer. */
    static final int MOST_FOR_MANY_SECONDS = 600;

    /** As many days at most as people at their desks touch at once; more are dirty when an import is under way. */
    static final int MANY = 64;

    /** Fewer days are no crowd, whatever they cost. */
    static final int FEW = 8;

    /** What a few dear days may take together before they are a crowd. */
    static final int AFFORDABLE_SECONDS = 2;

    /**
     * An import comes back to a day with its next batch, or not at all. A crowd is calm while the days that were marked
     * within this time cost a {@value #RESTS}th of it at most.
     */
    static final int AT_REST_SECONDS = 2;

    /** No day of a crowd waits longer for others to come to rest, unless all together cost more than that. */
    static final int MOST_WAIT_SECONDS = 10;

    private Pace() {}
}
