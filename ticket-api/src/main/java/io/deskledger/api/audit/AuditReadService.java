package io.deskledger.api.audit;

import io.deskledger.api.http.Page;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.deskledger.model.event.AuditEvent;
import io.deskledger.model.event.FieldChange;
import io.micronaut.transaction.annotation.ReadOnly;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the log, and leaves an event of each read before anything is answered. */
@Singleton
public class AuditReadService {

    private static final String JSON = "json";

    private final LogQueries log;
    private final AuditReaders readers;
    private final Outbox outbox;

    AuditReadService(LogQueries log, AuditReaders readers, Outbox outbox) {
        this.log = log;
        this.readers = readers;
        this.outbox = outbox;
    }

    /** The asked page. */
    @Transactional
    public Page<LogEntry> page(LogFilter filter, LogPage page, Caller caller) {
        Portion<LogEntry> entries =
                AuditSchema.require(() -> log.page(filter, page.descending(), page.after(), page.limit()));
        // Told last: it keeps the user's other reads waiting, and nothing is answered before it is committed.
        tell(caller, filter.told(JSON, page.after() != null));
        return Page.of(entries, page.limit(), last -> LogCursor.of(last).text(page.descending()), null);
    }

    /** Says that the whole of what the filter finds is about to be read; answers its first entries. */
    @Transactional
    Portion<LogEntry> begin(LogFilter filter, boolean descending, String format, int limit, Caller caller) {
        Portion<LogEntry> first = AuditSchema.require(() -> log.page(filter, descending, null, limit));
        tell(caller, filter.told(format, false));
        return first;
    }

    /** More of what {@link #begin} announced. */
    @ReadOnly
    Portion<LogEntry> goOn(LogFilter filter, boolean descending, @Nullable LogCursor after, int limit) {
        return log.page(filter, descending, after, limit);
    }

    /** Says that the whole log is about to be read by other means than this. */
    @Transactional
    public void beginElsewhere(String format, Caller caller) {
        tell(caller, Map.of("format", FieldChange.of(null, format)));
    }

    /**
     * One entry.
     *
     * @throws io.deskledger.api.problem.ProblemException.NotFound where there is none that the caller may read
     */
    @Transactional
    public LogEntry entry(String event, Caller caller) {
        EventPlace place = EventPlace.parse(event);
        LogEntry entry = AuditSchema.require(() -> log.find(place, LogFilter.all(caller)))
                .orElseThrow(EventPlace::missing);
        tellOfEntry(place.eventId(), caller);
        return entry;
    }

    /** Says that the entry is about to be shown. */
    @Transactional
    void tellOfEntry(UUID eventId, Caller caller) {
        tell(caller, Map.of("event_id", FieldChange.of(null, eventId.toString())));
    }

    /** Says that the ticket's trail is about to be read, and may be for a while. */
    @Transactional
    void tellOfTrail(long ticketId, Caller caller) {
        Map<String, FieldChange> told = new LinkedHashMap<>();
        told.put("entity", FieldChange.of(null, LogFilter.TICKETS));
        told.put("entity_id", FieldChange.of(null, Long.toString(ticketId)));
        told.put("format", FieldChange.of(null, JSON));
        tell(caller, told);
    }

    private void tell(Caller caller, Map<String, FieldChange> read) {
        outbox.append(new AuditEvent.Read(readers.header(caller), read));
    }
}
