package io.deskledger.api.audit;

import com.fasterxml.jackson.databind.node.TextNode;
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

/** Leaves an event of each export before anything is answered; its version counts that reader's reads. */
@Singleton
public class ExportTrailService {

    private final AuditReaders readers;
    private final Outbox outbox;
    private final Clock clock;

    ExportTrailService(AuditReaders readers, Outbox outbox, Clock clock) {
        this.readers = readers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Says that data is about to be taken out.
     *
     * @param what which data, in which format, by which filter
     */
    @Transactional
    public void tell(Caller caller, Map<String, String> what) {
        Map<String, FieldChange> told = new LinkedHashMap<>();
        what.forEach((field, text) -> told.put(field, FieldChange.added(TextNode.valueOf(text))));
        long version = readers.count(caller.id());
        outbox.append(new AuditEvent.Exported(
                new EventHeader(
                        EventIds.next(), clock.instant(), caller.id(), version, caller.actor(), caller.origin()),
                told));
    }
}
