package io.deskledger.audit.consume;

import org.jspecify.annotations.Nullable;

/**
 * Where reading a partition begins.
 *
 * @param loss what Kafka has lost, or null where it goes on where it stopped
 */
record StartPoint(long offset, @Nullable String loss) {

    /**
     * Goes on at the stored offset where that still means something, otherwise at the beginning of the log: what was
     * audited before is recognised by its event id.
     *
     * @param beginning the first offset that the log still has
     * @param end the offset after its last
     */
    static StartPoint of(ChainHead head, String topicId, long beginning, long end) {
        long stored = head.nextOffset();
        if (head.topicId() != null && !head.topicId().equals(topicId)) {
            return new StartPoint(beginning, "the topic was made anew; the stored offset " + stored + " is void");
        }
        if (stored > end) {
            return new StartPoint(beginning, "the stored offset " + stored + " is beyond the log's end " + end);
        }
        if (stored < beginning) {
            return new StartPoint(
                    beginning, "the log begins at " + beginning + ", offsets from " + stored + " are gone");
        }
        return new StartPoint(stored, null);
    }
}
