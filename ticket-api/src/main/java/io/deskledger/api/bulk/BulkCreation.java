package io.deskledger.api.bulk;

import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Assignees;
import io.deskledger.api.ticket.IdAllocator;
import io.deskledger.api.ticket.NewTicket;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRows;
import io.deskledger.api.ticket.TicketTag;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Makes many tickets at once. */
@Singleton
class BulkCreation {

    private static final int MAX_ERRORS = 100;

    private final IdAllocator ids;
    private final Assignees people;
    private final TicketRows rows;

    BulkCreation(IdAllocator ids, Assignees people, TicketRows rows) {
        this.ids = ids;
        this.people = people;
        this.rows = rows;
    }

    /**
     * Checks who the tickets name, and makes the tags that none has yet: all at once, in the order of their names.
     *
     * @throws ProblemException.Invalid where a requester or assignee can't be one
     */
    void prepare(List<NewTicket> requests, Instant now) {
        check(requests);
        rows.makeTags(
                requests.stream().flatMap(request -> request.tags().stream()).toList(), now);
    }

    /** Stores the tickets; answers what that changed, in their order. */
    List<TicketChange> create(List<NewTicket> requests, Caller caller, Instant now) {
        List<Long> newIds = ids.next(requests.size());
        List<TicketChange> changes = new ArrayList<>(requests.size());
        List<TicketTag> tags = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            NewTicket request = requests.get(i);
            long id = newIds.get(i);
            long creatorId = Objects.requireNonNullElse(request.requesterId(), caller.id());
            Ticket ticket = Ticket.created(id, request.content(), request.priority(), creatorId, now)
                    .assign(request.assigneeId());
            changes.add(TicketChange.created(ticket, request.tags()));
            request.tags().forEach(name -> tags.add(new TicketTag(id, name)));
        }
        rows.insert(changes.stream().map(TicketChange::after).toList());
        rows.tag(tags, now);
        return changes;
    }

    /**
     * Lets tickets be assigned to active staff only.
     *
     * @throws ProblemException.Invalid where it is somebody else
     */
    void checkAssignee(long assigneeId) {
        if (!isStaff(people.activeRoles(List.of(assigneeId)), assigneeId)) {
            throw new ProblemException.Invalid("assignee_id", "is not an active member of staff");
        }
    }

    private void check(List<NewTicket> requests) {
        List<Long> named = requests.stream()
                .flatMap(request -> Stream.of(request.requesterId(), request.assigneeId()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
        Map<Long, UserRole> roles = people.activeRoles(named);
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < requests.size() && errors.size() < MAX_ERRORS; i++) {
            Long requesterId = requests.get(i).requesterId();
            Long assigneeId = requests.get(i).assigneeId();
            if (requesterId != null && !roles.containsKey(requesterId)) {
                errors.add(new FieldError("tickets[" + i + "].requester_id", "is not an active user"));
            }
            if (assigneeId != null && !isStaff(roles, assigneeId)) {
                errors.add(new FieldError("tickets[" + i + "].assignee_id", "is not an active member of staff"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException.Invalid(errors);
        }
    }

    private static boolean isStaff(Map<Long, UserRole> roles, long id) {
        return roles.getOrDefault(id, UserRole.CUSTOMER).isStaff();
    }
}
