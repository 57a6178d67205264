package io.deskledger.api.sla.simulation;

import io.deskledger.model.sla.SlaPolicyVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would be otherwise. Tickets that it does not concern are left as they are. */
sealed interface Hypothesis {

    /** The version that the ticket would be held to; empty: what it is held to. */
    Optional<SlaPolicyVersion> versionFor(PastTicket ticket);

    boolean needsTags();

    /**
     * A policy that says something else, or one more. It concerns the tickets that would get it, and those that have
     * the policy it replaces.
     *
     * @param inOrder the policies as they would be asked
     * @param draft one of them
     * @param replacedId the policy that is not among them any more, 0 for none
     */
    record OtherPolicy(List<SlaPolicyVersion> inOrder, SlaPolicyVersion draft, long replacedId) implements Hypothesis {

        @Override
        public Optional<SlaPolicyVersion> versionFor(PastTicket ticket) {
            Optional<SlaPolicyVersion> match = inOrder.stream()
                    .filter(version -> version.condition().matches(ticket.subject()))
                    .findFirst();
            boolean concerned = match.filter(draft::equals).isPresent()
                    || (ticket.held() != null && ticket.held().policyId() == replacedId);
            return concerned ? match : Optional.empty();
        }

        @Override
        public boolean needsTags() {
            return inOrder.stream()
                    .anyMatch(version -> !version.condition().tags().isEmpty());
        }
    }

    /**
     * A calendar with other hours or holidays. It concerns the tickets that are held to a version with that calendar.
     *
     * @param byVersionId these versions with the other calendar
     */
    record OtherCalendar(Map<Long, SlaPolicyVersion> byVersionId) implements Hypothesis {

        @Override
        public Optional<SlaPolicyVersion> versionFor(PastTicket ticket) {
            return ticket.held() == null
                    ? Optional.empty()
                    : Optional.ofNullable(byVersionId.get(ticket.held().versionId()));
        }

        @Override
        public boolean needsTags() {
            return false;
        }
    }
}
