package io.deskledger.api.audit;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.AuditEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Leaves an event of each replay of a dead letter before it is sent; its version counts with that reader's reads. */
@Singleton
public class ReplayTrailService {

    private final AuditReaders readers;
    private final Outbox outbox;
    private final Clock clock;

    ReplayTrailService(AuditReaders readers, Outbox outbox, Clock clock) {
        this.readers = readers;
        this.outbox = outbox;
        this.clock = clock;
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
        long version = readers.count(caller.id());
        outbox.append(new AuditEvent.Replayed(
                new EventHeader(
                        EventIds.next(), clock.instant(), caller.id(), version, caller.actor(), caller.origin()),
                told));
    }
}
