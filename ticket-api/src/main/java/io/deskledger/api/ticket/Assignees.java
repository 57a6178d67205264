package io.deskledger.api.ticket;

import io.deskledger.api.assignment.AgentChooser;
import io.deskledger.api.assignment.Assignment;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides who may be given a ticket. */
@Singleton
public final class Assignees {

    private final AssigneeRepository repository;
    private final AgentChooser chooser;

    Assignees(AssigneeRepository repository, AgentChooser chooser) {
        this.repository = repository;
        this.chooser = chooser;
    }

    /** Checks both with one query; nulls need no check. */
    void check(@Nullable Long requesterId, @Nullable Long assigneeId) {
        List<Long> ids = Stream.of(requesterId, assigneeId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        Map<Long, UserRole> roles = repository.activeRoles(ids);
        if (requesterId != null && !roles.containsKey(requesterId)) {
            throw new ProblemException.Invalid("requester_id", "is not an active user");
        }
        if (assigneeId != null
                && !roles.getOrDefault(assigneeId, UserRole.CUSTOMER).isStaff()) {
            throw new ProblemException.Invalid("assignee_id", "is not an active member of staff");
        }
    }

    /** The roles of those of the users who are there and active. */
    public Map<Long, UserRole> activeRoles(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : repository.activeRoles(ids);
    }

    boolean isActive(long userId) {
        return repository.activeRoles(List.of(userId)).containsKey(userId);
    }

    /** Chooses an agent for the new ticket, or says why nobody was found; null where it is not asked for. */
    @Nullable
    Assignment choose(NewTicket ticket) {
        return ticket.autoAssign() == null
                ? null
                : chooser.choose(ticket.autoAssign(), ticket.content().category());
    }
}
