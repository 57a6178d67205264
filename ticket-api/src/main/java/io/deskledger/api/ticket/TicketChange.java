package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one command did to a ticket: one version, one event.
 *
 * @param kind what sort of event it leaves
 * @param before the ticket before, or null where it was created
 * @param after the ticket after, at its new version
 * @param changes the changed fields by their API name
 */
public record TicketChange(Kind kind, @Nullable Ticket before, Ticket after, Map<String, FieldChange> changes) {

    /** The sorts of event. */
    public enum Kind {
        CREATED,
        UPDATED,
        COMMENTED,
        COMMENT_EDITED,
        COMMENT_DELETED,
        TAGGED,
        DELETED,
        RESTORED,
        PURGED,
        TRANSFERRED,
        ATTACHED,
        DETACHED
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static TicketChange created(Ticket ticket, Collection<String> tags) {
        Map<String, FieldChange> changes = TicketFields.ofNew(ticket);
        if (!tags.isEmpty()) {
            changes.put("tags", FieldChange.added(names(tags)));
        }
        return new TicketChange(Kind.CREATED, null, ticket, changes);
    }

    /** The change from one state to the other, or empty where they are equal: then nothing happened. */
    public static Optional<TicketChange> updated(Ticket before, Ticket edited, Instant at) {
        return between(Kind.UPDATED, before, edited, at);
    }

    static Optional<TicketChange> transferred(Ticket before, long creatorId, Instant at) {
        return between(Kind.TRANSFERRED, before, before.transfer(creatorId), at);
    }

    public static TicketChange deleted(Ticket before, Instant at) {
        return between(Kind.DELETED, before, before.delete(at), at).orElseThrow();
    }

    public static TicketChange restored(Ticket before, Instant at) {
        return between(Kind.RESTORED, before, before.restore(), at).orElseThrow();
    }

    /** The end of a ticket, with everything that it was. */
    public static TicketChange purged(Ticket before, TicketRemains remains, Instant at) {
        Map<String, FieldChange> changes = TicketFields.ofGone(before);
        changes.putAll(remains.gone());
        return new TicketChange(Kind.PURGED, before, before.atNextVersion(at), changes);
    }

    /**
     * A former change taken back; empty where that leaves the ticket as it is.
     *
     * @param reopenedAt when the ticket was reopened by what is taken back, or null: a day that has a figure less now
     */
    public static Optional<TicketChange> undone(
            Ticket before, Ticket edited, @Nullable Instant reopenedAt, Instant at) {
        Kind kind = before.isDeleted() == edited.isDeleted()
                ? Kind.UPDATED
                : edited.isDeleted() ? Kind.DELETED : Kind.RESTORED;
        return between(kind, before, edited, at).map(change -> {
            if (reopenedAt != null) {
                ArrayNode times = JSON.arrayNode(1).add(reopenedAt.toString());
                change.changes().put("reopened_at", new FieldChange(times, JSON.nullNode()));
            }
            return change;
        });
    }

    private static Optional<TicketChange> between(Kind kind, Ticket before, Ticket edited, Instant at) {
        Map<String, FieldChange> changes = TicketFields.between(before, edited);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new TicketChange(kind, before, edited.atNextVersion(at), changes));
    }

    /** A comment and what it did to the ticket. */
    public static TicketChange commented(Ticket before, Ticket edited, CommentText comment, Instant at) {
        return ofComment(Kind.COMMENTED, before, edited, FieldChange.added(comment.json()), at);
    }

    /** Another text or readership of a comment; to show one to the customer may be the first response. */
    public static TicketChange commentEdited(
            Ticket before, Ticket edited, CommentText from, CommentText to, Instant at) {
        return ofComment(Kind.COMMENT_EDITED, before, edited, new FieldChange(from.json(), to.json()), at);
    }

    /** A comment that is gone. The ticket's dates stay: what was answered was answered. */
    public static TicketChange commentDeleted(Ticket before, CommentText comment, Instant at) {
        return ofComment(Kind.COMMENT_DELETED, before, before, new FieldChange(comment.json(), JSON.nullNode()), at);
    }

    /** A file that was attached; the ticket itself stays as it is. */
    public static TicketChange attached(Ticket before, AttachmentText file, Instant at) {
        return new TicketChange(
                Kind.ATTACHED, before, before.atNextVersion(at), Map.of("attachment", FieldChange.added(file.json())));
    }

    /** An attached file that is gone. */
    public static TicketChange detached(Ticket before, AttachmentText file, Instant at) {
        return new TicketChange(
                Kind.DETACHED,
                before,
                before.atNextVersion(at),
                Map.of("attachment", new FieldChange(file.json(), JSON.nullNode())));
    }

    private static TicketChange ofComment(Kind kind, Ticket before, Ticket edited, FieldChange comment, Instant at) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("comment", comment);
        changes.putAll(TicketFields.between(before, edited));
        return new TicketChange(kind, before, edited.atNextVersion(at), changes);
    }

    /** Other tags, or empty where they are the same. */
    public static Optional<TicketChange> tagged(
            Ticket before, Collection<String> from, Collection<String> to, Instant at) {
        ArrayNode old = names(from);
        ArrayNode now = names(to);
        return old.equals(now)
                ? Optional.empty()
                : Optional.of(new TicketChange(
                        Kind.TAGGED, before, before.atNextVersion(at), Map.of("tags", new FieldChange(old, now))));
    }

    /** Another tag, or none, instead of one, on a ticket that is at its new version already. */
    static TicketChange retagged(Ticket after, Collection<String> from, String gone, @Nullable String instead) {
        Set<String> to = new TreeSet<>(from);
        to.remove(gone);
        if (instead != null) {
            to.add(instead);
        }
        return new TicketChange(Kind.TAGGED, after, after, Map.of("tags", new FieldChange(names(from), names(to))));
    }

    /** The event of this change; its time is when the change happened, which for a history may be long ago. */
    public TicketEvent event(Instant at, Actor actor, Origin origin) {
        EventHeader header = new EventHeader(EventIds.next(), at, after.id(), after.version(), actor, origin);
        return switch (kind) {
            case CREATED -> new TicketEvent.Created(header, changes, after.snapshot());
            case UPDATED -> new TicketEvent.Updated(header, changes, after.snapshot());
            case COMMENTED -> new TicketEvent.Commented(header, changes, after.snapshot());
            case COMMENT_EDITED -> new TicketEvent.CommentEdited(header, changes, after.snapshot());
            case COMMENT_DELETED -> new TicketEvent.CommentDeleted(header, changes, after.snapshot());
            case TAGGED -> new TicketEvent.Tagged(header, changes, after.snapshot());
            case DELETED -> new TicketEvent.Deleted(header, changes, after.snapshot());
            case RESTORED -> new TicketEvent.Restored(header, changes, after.snapshot());
            case PURGED -> new TicketEvent.Purged(header, changes, after.snapshot());
            case TRANSFERRED -> new TicketEvent.Transferred(header, changes, after.snapshot());
            case ATTACHED -> new TicketEvent.Attached(header, changes, after.snapshot());
            case DETACHED -> new TicketEvent.Detached(header, changes, after.snapshot());
        };
    }

    /** The move of the status that this change holds, if any. */
    public Optional<StatusMove> statusMove(Instant at, Actor actor) {
        TicketStatus from = before == null ? after.status() : before.status();
        return from == after.status()
                ? Optional.empty()
                : Optional.of(new StatusMove(after.id(), after.version(), from, after.status(), actor.id(), at));
    }

    /** Sorted, so that the same tags are the same JSON. */
    private static ArrayNode names(Collection<String> tags) {
        ArrayNode names = JSON.arrayNode(tags.size());
        tags.stream().sorted().distinct().forEach(names::add);
        return names;
    }
}
