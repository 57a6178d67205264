package io.deskledger.model.event;

/** The names and the shape of the Kafka topics. */
public final class Topics {

    /** Every committed change as a CloudEvent in binary mode, keyed by {@link ChangeEvent#key()}. */
    public static final String CHANGES = "deskledger.changes";

    /** What could not be consumed from {@link #CHANGES}: the original bytes, with the reason in headers. */
    public static final String CHANGES_DEAD_LETTERS = "deskledger.changes.dlt";

    /** Partitions of each topic. Raising it later moves keys between partitions and so breaks order per ticket. */
    public static final int PARTITIONS = 12;

    private Topics() {}
}
