package io.deskledger.api.imports;

import io.deskledger.api.imports.HistoryEntry.Comment;
import io.deskledger.api.imports.ImportedTicket.FirstResponse;
import io.deskledger.api.imports.ReplayedTicket.Said;
import io.deskledger.api.ticket.CommentText;
import io.deskledger.api.ticket.StatusMove;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a ticket's history happen, by the rules of {@link Ticket}. The history's word is final: moves that people could
 * not make here are made, and a comment moves nothing by itself (the history names its moves).
 */
final class HistoryReplay {

    private final Function<Person, Actor> people;
    private final LongSupplier commentIds;
    private final Origin origin;
    private final List<Said> comments = new ArrayList<>();
    private final List<StatusMove> moves = new ArrayList<>();
    private final List<ChangeEvent> events = new ArrayList<>();

    private boolean derived = true;
    private @Nullable FirstResponse pending;

    private HistoryReplay(Function<Person, Actor> people, LongSupplier commentIds, Origin origin) {
        this.people = people;
        this.commentIds = commentIds;
        this.origin = origin;
    }

    /**
     * The ticket of the line.
     *
     * @param id the new ticket's id
     * @param people who is meant by whom
     * @param commentIds hands out the ids of comments
     * @param origin the import, as events name it
     */
    static ReplayedTicket of(
            ImportedTicket line, long id, Function<Person, Actor> people, LongSupplier commentIds, Origin origin) {
        return new HistoryReplay(people, commentIds, origin).replay(line, id);
    }

    private ReplayedTicket replay(ImportedTicket line, long id) {
        Actor creator = people.apply(line.creator());
        Ticket ticket = Ticket.created(id, line.content(), line.priority(), idOf(line.creator()), line.createdAt());
        record(TicketChange.created(ticket, line.tags()), line.createdAt(), creator);
        SortedSet<String> tags = line.tags();
        derived = line.firstResponse() == null;
        pending = line.firstResponse() == null ? null : line.firstResponse().value();
        for (HistoryEntry entry : line.history()) {
            if (pending != null && pending.at().isBefore(entry.at())) {
                ticket = respond(ticket, pending);
            }
            ticket = apply(ticket, tags, entry);
            tags = entry.tags() == null ? tags : entry.tags();
        }
        if (pending != null) {
            ticket = respond(ticket, pending);
        }
        return new ReplayedTicket(ticket, tags, comments, moves, events);
    }

    private Ticket apply(Ticket before, SortedSet<String> tags, HistoryEntry entry) {
        Actor actor = people.apply(entry.actor());
        Optional<TicketChange> change = change(before, entry, actor);
        if (entry.tags() != null) {
            change = withTags(change, TicketChange.tagged(before, tags, entry.tags(), entry.at()));
        }
        change.ifPresent(made -> record(made, entry.at(), actor));
        return change.map(TicketChange::after).orElse(before);
    }

    private Optional<TicketChange> change(Ticket before, HistoryEntry entry, Actor actor) {
        Ticket edited = edited(before, entry);
        Comment comment = entry.comment();
        if (comment == null) {
            return TicketChange.updated(before, edited, entry.at());
        }
        long author = idOf(entry.actor());
        long id = commentIds.getAsLong();
        comments.add(new Said(before.id(), id, author, comment.content(), comment.internal(), entry.at()));
        boolean answers = !comment.internal() && (derived ? isStaff(actor) : isResponse(entry));
        return Optional.of(TicketChange.commented(
                before,
                answers ? edited.answered(author, entry.at()) : edited,
                new CommentText(id, author, comment.content(), comment.internal()),
                entry.at()));
    }

    /** Whoever gets the ticket in the same breath as it is resolved has resolved it: so the assignee comes first. */
    private Ticket edited(Ticket before, HistoryEntry entry) {
        Ticket edited = before;
        if (entry.assignee() != null) {
            Person assignee = entry.assignee().value();
            edited = edited.assign(assignee == null ? null : idOf(assignee));
        }
        if (entry.priority() != null) {
            edited = edited.changePriority(entry.priority());
        }
        if (entry.category() != null) {
            edited = edited.changeCategory(entry.category().value());
        }
        return entry.status() == null ? edited : edited.moveTo(entry.status(), entry.at());
    }

    private static Optional<TicketChange> withTags(Optional<TicketChange> change, Optional<TicketChange> tagged) {
        if (change.isEmpty() || tagged.isEmpty()) {
            return change.isPresent() ? change : tagged;
        }
        TicketChange made = change.get();
        Map<String, FieldChange> changes = new LinkedHashMap<>(made.changes());
        changes.putAll(tagged.get().changes());
        return Optional.of(new TicketChange(made.kind(), made.before(), made.after(), changes));
    }

    private void record(TicketChange change, Instant at, Actor actor) {
        events.add(change.event(at, actor, origin));
        change.statusMove(at, actor).ifPresent(moves::add);
    }

    /** The response that the line tells of where no comment does: it is gone, or reads otherwise now. */
    private Ticket respond(Ticket before, FirstResponse response) {
        pending = null;
        Ticket answered = before.answered(idOf(response.actor()), response.at());
        Optional<TicketChange> change = TicketChange.updated(before, answered, response.at());
        change.ifPresent(made -> record(made, response.at(), people.apply(response.actor())));
        return change.map(TicketChange::after).orElse(before);
    }

    private boolean isResponse(HistoryEntry entry) {
        boolean response = pending != null
                && pending.at().equals(entry.at())
                && pending.actor().email().equals(entry.actor().email());
        if (response) {
            pending = null;
        }
        return response;
    }

    private static boolean isStaff(Actor actor) {
        return actor.role() != null && actor.role().isStaff();
    }

    private long idOf(Person person) {
        Long id = people.apply(person).id();
        if (id == null) {
            throw new IllegalStateException("a person of an import is a user: " + person.email());
        }
        return id;
    }
}
