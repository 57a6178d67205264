package io.deskledger.api.tag;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketRetagRepository;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TagEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes tags: in one transaction with an event for the tag and one for every ticket that has it. */
@Singleton
class TagService {

    /** So many events fit into one transaction without holding up others for long. */
    static final int MAX_TICKETS = 10_000;

    private final TagRepository tags;
    private final TicketRetagRepository tickets;
    private final Outbox outbox;
    private final Clock clock;

    TagService(TagRepository tags, TicketRetagRepository tickets, Outbox outbox, Clock clock) {
        this.tags = tags;
        this.tickets = tickets;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Tag create(String name, Caller caller) {
        Instant now = clock.instant();
        Tag tag = tags.insert(name, now).orElseThrow(TagService::taken);
        outbox.append(new TagEvent.Created(header(tag, tag.version(), now, caller), named(null, name)));
        return tag;
    }

    @Transactional
    Tag rename(String name, String newName, @Nullable String ifMatch, Caller caller) {
        Tag tag = lock(name, ifMatch);
        if (tag.name().equals(newName)) {
            return tag;
        }
        if (tags.find(newName).isPresent()) {
            throw taken();
        }
        Instant now = clock.instant();
        List<ChangeEvent> events = retag(tag, newName, now, caller);
        Tag renamed = tags.rename(tag.id(), newName);
        events.add(new TagEvent.Updated(header(tag, renamed.version(), now, caller), named(tag.name(), newName)));
        outbox.append(events);
        return renamed;
    }

    @Transactional
    void delete(String name, @Nullable String ifMatch, Caller caller) {
        Tag tag = lock(name, ifMatch);
        Instant now = clock.instant();
        List<ChangeEvent> events = retag(tag, null, now, caller);
        tags.delete(tag.id());
        events.add(new TagEvent.Deleted(header(tag, tag.version() + 1, now, caller), named(tag.name(), null)));
        outbox.append(events);
    }

    /** Gives all tickets of the tag another one instead; the tag itself is gone afterwards. */
    @Transactional
    MergedTags merge(String name, String intoName, @Nullable String ifMatch, Caller caller) {
        Tag tag = lock(name, ifMatch);
        Tag into = tags.find(intoName).orElseThrow(() -> new ProblemException.Invalid("into", "is not a tag"));
        if (into.id() == tag.id()) {
            throw new ProblemException.Invalid("into", "must be another tag");
        }
        Instant now = clock.instant();
        List<ChangeEvent> events = retag(tag, into.name(), now, caller);
        int touched = events.size();
        tags.move(tag.id(), into.id());
        tags.delete(tag.id());
        Map<String, FieldChange> changes = new LinkedHashMap<>(named(tag.name(), null));
        changes.put(
                "merged_into",
                FieldChange.added(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", into.id())
                        .put("name", into.name())));
        events.add(new TagEvent.Merged(header(tag, tag.version() + 1, now, caller), changes));
        outbox.append(events);
        return new MergedTags(into, touched);
    }

    private Tag lock(String name, @Nullable String ifMatch) {
        tags.lockAdministration();
        Tag tag = tags.lock(name).orElseThrow(() -> new ProblemException.NotFound("There is no such tag"));
        Versions.require(ifMatch, tag.version());
        return tag;
    }

    private List<ChangeEvent> retag(Tag tag, @Nullable String instead, Instant now, Caller caller) {
        if (tickets.lock(tag.id(), MAX_TICKETS) > MAX_TICKETS) {
            throw new ProblemException.Conflict(
                    "More than " + MAX_TICKETS + " tickets have this tag; change it on some of them first");
        }
        List<ChangeEvent> events = new ArrayList<>();
        tickets.bump(tag.id(), tag.name(), instead, now)
                .forEach(change -> events.add(change.event(now, caller.actor(), caller.origin())));
        return events;
    }

    private static Map<String, FieldChange> named(@Nullable String from, @Nullable String to) {
        return Map.of("name", FieldChange.of(from, to));
    }

    private static EventHeader header(Tag tag, long version, Instant now, Caller caller) {
        return new EventHeader(EventIds.next(), now, tag.id(), version, caller.actor(), caller.origin());
    }

    private static ProblemException taken() {
        return new ProblemException.Conflict("There is a tag of that name already; merge into it instead");
    }
}
