package io.deskledger.api.ticket;

/** How long and how many the parts of a ticket may be. */
public final class TicketRules {

    public static final int MIN_TITLE = 5;
    public static final int MAX_TITLE = 500;
    public static final int MIN_DESCRIPTION = 10;
    public static final int MAX_DESCRIPTION = 100_000;
    public static final int MAX_CATEGORY = 100;
    public static final int MAX_TAGS = 50;
    public static final int MAX_TAG = 50;
    public static final int MAX_COMMENT = 100_000;

    private TicketRules() {}
}
