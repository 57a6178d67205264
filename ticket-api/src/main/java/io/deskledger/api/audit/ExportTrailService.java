package io.deskledger.api.audit;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.AuditEvent;
import io.deskledger.model.event.FieldChange;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leaves an event of each export before anything is answered; its version counts that reader's reads. */
@Singleton
public class ExportTrailService {

    private final AuditReaders readers;
    private final Outbox outbox;

    ExportTrailService(AuditReaders readers, Outbox outbox) {
        this.readers = readers;
        this.outbox = outbox;
    }

    /**
     * Says that tickets are about to be taken out.
     *
     * @param filter which ones, as a query string; null where it is all of them
     */
    @Transactional
    public void tell(Caller caller, String format, @Nullable String filter) {
        Map<String, FieldChange> told = new LinkedHashMap<>();
        told.put("data", FieldChange.of(null, "tickets"));
        told.put("format", FieldChange.of(null, format));
        if (filter != null) {
            told.put("filter", FieldChange.of(null, filter));
        }
        outbox.append(new AuditEvent.Exported(readers.header(caller), told));
    }
}
