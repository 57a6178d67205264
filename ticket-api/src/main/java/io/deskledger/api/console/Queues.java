package io.deskledger.api.console;

/** The lists that everybody has without saving them. */
public final class Queues {

    /** Whatever is not done yet. */
    public static final String OPEN = "status=open&status=in_progress&status=waiting_on_customer";

    /** What was deleted, for admins. */
    public static final String DELETED = "deleted=only&sort=updated_at";

    private Queues() {}

    /** What the caller has in hand. */
    public static String mine(long callerId) {
        return OPEN + "&assignee_id=" + callerId;
    }

    /** What nobody has in hand. */
    public static String unassigned() {
        return OPEN + "&unassigned=true";
    }

    public static String urgent() {
        return OPEN + "&priority=urgent";
    }

    /** What was promised sooner. */
    public static String overdue() {
        return OPEN + "&overdue=true";
    }

    /** What the customer has to answer. */
    public static String waiting() {
        return "status=waiting_on_customer";
    }

    public static String resolved() {
        return "status=resolved&sort=updated_at";
    }

    public static String all() {
        return "sort=created_at";
    }
}
