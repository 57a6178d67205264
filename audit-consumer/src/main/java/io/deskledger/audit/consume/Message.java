package io.deskledger.audit.consume;

import io.deskledger.model.chain.AuditRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic and what it turned out to be. */
sealed interface Message {

    ConsumerRecord<byte[], byte[]> record();

    default long offset() {
        return record().offset();
    }

    /** A change to be audited; its row has no place in the chain yet. */
    record Change(ConsumerRecord<byte[], byte[]> record, AuditRow row) implements Message {}

    /** Something that goes to the dead letters. */
    record Poison(ConsumerRecord<byte[], byte[]> record, Refusal refusal) implements Message {}
}
