package io.deskledger.audit.consume;

import java.util.List;

/**
 * Consecutive messages of one partition.
 *
 * @param from the offset from which the partition was read; the first message may stand later, never earlier
 * @param topicId the topic that the offsets belong to
 * @param messages at least one, by rising offset
 */
record Slice(int chain, long from, String topicId, List<Message> messages) {

    /** The offset after the last message. */
    long next() {
        return messages.getLast().offset() + 1;
    }

    /** Both halves; only for two messages or more. */
    List<Slice> halves() {
        int middle = messages.size() / 2;
        Slice first = new Slice(chain, from, topicId, messages.subList(0, middle));
        return List.of(first, new Slice(chain, first.next(), topicId, messages.subList(middle, messages.size())));
    }
}
