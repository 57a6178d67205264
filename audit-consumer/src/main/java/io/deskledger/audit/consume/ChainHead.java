package io.deskledger.audit.consume;

import io.deskledger.model.chain.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain stands.
 *
 * @param seq the place of its last row, 0 for an empty chain
 * @param hash the hash of its last row
 * @param nextOffset the first Kafka offset not yet consumed
 * @param topicId the topic that the offset belongs to, or null before the first start
 */
record ChainHead(
        int chain,
        long seq,
        Hash hash,
        long nextOffset,
        @Nullable String topicId) {}
