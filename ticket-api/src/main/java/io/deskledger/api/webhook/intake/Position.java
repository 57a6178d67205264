package io.deskledger.api.webhook.intake;

/** Up to where a partition was read. */
record Position(int partition, String topicId, long nextOffset) {}
