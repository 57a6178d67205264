package io.deskledger.api.outbox;

import io.deskledger.model.event.StoredEvent;

/**
 * One event that waits.
 *
 * @param id its place in the queue
 * @param key the Kafka key
 * @param event what goes to the topic
 */
record OutboxRow(long id, String key, StoredEvent event) {}
