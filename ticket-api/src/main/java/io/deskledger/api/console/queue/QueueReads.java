package io.deskledger.api.console.queue;

import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Names;
import io.deskledger.api.console.Queues;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.preference.PreferenceService;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.report.ReportedZone;
import io.deskledger.api.savedview.SavedViewReadService;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.SlaSettings;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.deskledger.api.ticket.TicketSearches;
import io.deskledger.api.ticket.TicketView;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a list shows. */
@Singleton
final class QueueReads {

    private static final int MOST = 1_000;
    private static final int ROWS_AT_ONCE = 200;

    private final TicketSearches searches;
    private final TicketReadService tickets;
    private final SavedViewReadService views;
    private final SlaSettings sla;
    private final PreferenceService preferences;
    private final ReportedZone zone;
    private final Names names;

    QueueReads(
            TicketSearches searches,
            TicketReadService tickets,
            SavedViewReadService views,
            SlaSettings sla,
            PreferenceService preferences,
            ReportedZone zone,
            Names names) {
        this.searches = searches;
        this.tickets = tickets;
        this.views = views;
        this.sla = sla;
        this.preferences = preferences;
        this.zone = zone;
        this.names = names;
    }

    /** What the caller wants to see of each ticket. */
    Columns columns(Caller caller) {
        return new Columns(preferences.get(caller).queueColumns());
    }

    /** How long nobody may have taken a ticket up before it counts as left behind. */
    String escalationHours() {
        return Integer.toString(sla.escalationHours());
    }

    /** So many rows of the list, or all that are left of it. */
    Page<TicketView> page(QueueSearch search, String cursor, int rows, Caller caller) {
        List<TicketView> all = new ArrayList<>();
        String next = cursor;
        do {
            Page<TicketView> page = searches.page(search.page(next, Math.min(ROWS_AT_ONCE, rows - all.size())), caller);
            all.addAll(page.items());
            next = page.nextCursor();
        } while (next != null && all.size() < rows);
        return new Page<>(all, next, null);
    }

    /** Those of the tickets that the list has, however far down. */
    List<Long> found(QueueSearch search, List<Long> ids, Caller caller) {
        return searches.among(ids, search.conditions(), caller);
    }

    /** The list's conditions as people read them. */
    Conditions conditions(QueueSearch search) {
        return new Conditions(
                search, Conditions.hasTimes(search) ? zone.get() : ZoneOffset.UTC, names.of(Conditions.people(search)));
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
        }
        counts.put("found", count(search.conditions(), caller));
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
