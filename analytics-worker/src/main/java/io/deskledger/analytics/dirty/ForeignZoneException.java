package io.deskledger.analytics.dirty;

/** The summaries count the days of another zone than this worker's: it must not write to them. */
public final class ForeignZoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignZoneException(String ours, String theirs) {
        super("this worker's reporting zone is " + ours + ", the summaries are in " + theirs, null, false, false);
    }
}
