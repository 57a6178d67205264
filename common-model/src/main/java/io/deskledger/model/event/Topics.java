package io.deskledger.model.event;

import java.time.Duration;
import java.util.Map;

/** The names and the shape of the Kafka topics. */
public final class Topics {

    /** Every committed change as a CloudEvent in binary mode, keyed by {@link ChangeEvent#key()}. */
    public static final String CHANGES = "deskledger.changes";

    /** What could not be consumed from {@link #CHANGES}: the original bytes, with the reason in headers. */
    public static final String CHANGES_DEAD_LETTERS = "deskledger.changes.dlt";

    /** The largest event: far above what the API accepts as one change, so that none gets stuck in the outbox. */
    public static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    /** Partitions of each topic. Raising it later moves keys between partitions and so breaks order per ticket. */
    public static final int PARTITIONS = 12;

    private static final int MOST_REPLICAS = 3;
    private static final Duration CHANGES_KEPT = Duration.ofDays(30);
    private static final long FOR_EVER = -1;

    private Topics() {}

    /** How many copies of each topic a cluster of so many brokers keeps. */
    public static short replicas(int brokers) {
        return (short) Math.min(MOST_REPLICAS, brokers);
    }

    /**
     * How many copies must have a record before it is acknowledged: two of three, so that no single broker's loss takes
     * an acknowledged change along.
     *
     * @param brokers how many the cluster has
     */
    public static String inSync(int brokers) {
        return replicas(brokers) == MOST_REPLICAS ? "2" : "1";
    }

    /**
     * The configuration of one of the topics, by Kafka's names.
     *
     * @param brokers how many the cluster has
     */
    public static Map<String, String> configuration(String topic, int brokers) {
        return Map.of(
                "retention.ms",
                Long.toString(topic.equals(CHANGES) ? CHANGES_KEPT.toMillis() : FOR_EVER),
                "retention.bytes",
                "-1",
                // An imported change may be years old: it is kept from its arrival on, not from its own time.
                "message.timestamp.type",
                "LogAppendTime",
                "min.insync.replicas",
                inSync(brokers),
                "max.message.bytes",
                Integer.toString(MAX_EVENT_BYTES));
    }
}
