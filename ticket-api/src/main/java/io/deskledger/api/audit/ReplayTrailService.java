package io.deskledger.api.audit;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.AuditEvent;
import io.deskledger.model.event.FieldChange;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Leaves an event of each replay of a dead letter before it is sent; its version counts with that reader's reads. */
@Singleton
public class ReplayTrailService {

    private final AuditReaders readers;
    private final Outbox outbox;

    ReplayTrailService(AuditReaders readers, Outbox outbox) {
        this.readers = readers;
        this.outbox = outbox;
    }

    /**
     * Says that a dead letter is about to be put back.
     *
     * @param letter which one, and {@code reason} why it was parked
     * @param original partition and offset where it stood among the changes
     */
    @Transactional
    public void tell(Caller caller, String letter, String reason, String original) {
        Map<String, FieldChange> told = new LinkedHashMap<>();
        told.put("dead_letter", FieldChange.of(null, letter));
        told.put("reason", FieldChange.of(null, reason));
        told.put("original", FieldChange.of(null, original));
        outbox.append(new AuditEvent.Replayed(readers.header(caller), told));
    }
}
