package io.deskledger.api.webhook.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka has of one partition.
 *
 * @param topicId the id of the topic: one that was deleted and made anew has another
 * @param beginning the first offset that is still there
 * @param end the offset after the last
 * @param first where somebody begins who has never read
 */
record LogRange(int partition, String topicId, long beginning, long end, long first) {

    private static final Logger LOG = LoggerFactory.getLogger(LogRange.class);

    Position start() {
        return new Position(partition, topicId, first);
    }

    /** Where to go on: at the stored offset where that still means something, otherwise at the beginning. */
    Position resume(Position stored) {
        boolean sameTopic = stored.topicId().equals(topicId);
        if (sameTopic && stored.nextOffset() >= beginning && stored.nextOffset() <= end) {
            return stored;
        }
        LOG.error(
                "Kafka lost changes of partition {}: offset {} was next, the log has {} to {}{}; webhooks may miss some",
                partition,
                stored.nextOffset(),
                beginning,
                end,
                sameTopic ? "" : " and was made anew");
        return new Position(partition, topicId, beginning);
    }
}
