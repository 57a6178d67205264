package io.deskledger.api.console.queue;

import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Queues;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.preference.PreferenceService;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.savedview.SavedViewReadService;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.SlaSettings;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.deskledger.api.ticket.TicketSearches;
import io.deskledger.api.ticket.TicketView;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a list shows. */
@Singleton
final class QueueReads {

    private static final int MOST = 1_000;

    private final TicketSearches searches;
    private final TicketReadService tickets;
    private final SavedViewReadService views;
    private final SlaSettings sla;
    private final PreferenceService preferences;

    QueueReads(
            TicketSearches searches,
            TicketReadService tickets,
            SavedViewReadService views,
            SlaSettings sla,
            PreferenceService preferences) {
        this.searches = searches;
        this.tickets = tickets;
        this.views = views;
        this.sla = sla;
        this.preferences = preferences;
    }

    /** What the caller wants to see of each ticket. */
    Columns columns(Caller caller) {
        return new Columns(preferences.get(caller).queueColumns());
    }

    /** How long nobody may have taken a ticket up before it counts as left behind. */
    String escalationHours() {
        return Integer.toString(sla.escalationHours());
    }

    Page<TicketView> page(QueryParams query, Caller caller) {
        return searches.page(query, caller);
    }

    TicketView withPeople(long id, Deleted deleted, Caller caller) {
        return tickets.getWithPeople(id, deleted, caller);
    }

    /** Whether the list is a saved view that the caller may delete. */
    boolean isDeletable(QueueSearch search, Caller caller) {
        try {
            return search.view().matches("\\d{1,18}")
                    && views.get(Long.parseLong(search.view()), caller).isChangeableBy(caller);
        } catch (ProblemException.NotFound gone) {
            return false;
        }
    }

    /** How many tickets each chip and each list of the sidebar leads to, as short texts. */
    Map<String, String> counts(QueueSearch search, Visit visit) {
        Caller caller = visit.caller();
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("mine", count(Queues.mine(caller.id()), caller));
        counts.put("unassigned", count(Queues.unassigned(), caller));
        counts.put("open", count(Queues.OPEN, caller));
        counts.put("urgent", count(Queues.urgent(), caller));
        counts.put("overdue", count(Queues.overdue(), caller));
        counts.put("waiting", count(Queues.waiting(), caller));
        if (!search.values().isEmpty()) {
            Choices.STATUSES.forEach(status -> counts.put(
                    "status." + status, count(search.only("status", status).conditions(), caller)));
            Choices.PRIORITIES.forEach(priority -> counts.put(
                    "priority." + priority,
                    count(search.only("priority", priority).conditions(), caller)));
            counts.put(
                    "unassigned.true", count(search.only("unassigned", "true").conditions(), caller));
            counts.put("overdue.true", count(search.only("overdue", "true").conditions(), caller));
            counts.put(
                    "escalation.true",
                    count(search.only("escalation_hours", escalationHours()).conditions(), caller));
            counts.put("found", count(search.conditions(), caller));
        }
        return counts;
    }

    private String count(String query, Caller caller) {
        return count(QueueSearch.parse(query).conditions(), caller);
    }

    private String count(QueryParams conditions, Caller caller) {
        long found = searches.countUpTo(MOST, conditions, caller);
        return found == MOST ? "999+" : Long.toString(found);
    }
}
