package io.deskledger.api.report;

import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the dashboard together, from one snapshot of the summaries. */
@Singleton
public class DashboardReport {

    private final TotalsQuery totals;
    private final DurationQuery durations;

    DashboardReport(TotalsQuery totals, DurationQuery durations) {
        this.totals = totals;
        this.durations = durations;
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    public Dashboard of(Frame frame) {
        DayRange range = frame.range();
        Map<String, Long> figures = totals.of(range);
        Map<String, Durations> took = durations.of(range, DurationQuery.RESOLUTION, DurationQuery.FIRST_RESPONSE);
        Durations resolution = took.getOrDefault(DurationQuery.RESOLUTION, Durations.NONE);
        Durations response = took.getOrDefault(DurationQuery.FIRST_RESPONSE, Durations.NONE);
        return new Dashboard(
                figures.getOrDefault("total", 0L),
                pick(figures, TicketStatus.values()),
                pick(figures, TicketPriority.values()),
                figures.getOrDefault("unassigned", 0L),
                figures.getOrDefault("backlog", 0L),
                figures.getOrDefault("overdue", 0L),
                resolution.meanHours(),
                resolution.percentileHours(50),
                resolution.percentileHours(90),
                resolution.percentileHours(95),
                resolution.percentileHours(99),
                response.meanHours(),
                response.percentileHours(50),
                response.percentileHours(90),
                response.percentileHours(95),
                response.percentileHours(99),
                links(frame),
                frame.from(),
                frame.to(),
                frame.zone().getId(),
                frame.asOf());
    }

    private static Map<String, Long> pick(Map<String, Long> figures, WireName[] names) {
        Map<String, Long> picked = new LinkedHashMap<>();
        Arrays.stream(names).forEach(name -> picked.put(name.wire(), figures.getOrDefault(name.wire(), 0L)));
        return picked;
    }

    private static Map<String, String> links(Frame frame) {
        TicketLinks tickets = frame.tickets();
        String created = tickets.created();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("total", created);
        for (TicketStatus status : TicketStatus.values()) {
            links.put("by_status." + status.wire(), TicketLinks.with(created, "status", status.wire()));
        }
        for (TicketPriority priority : TicketPriority.values()) {
            links.put("by_priority." + priority.wire(), TicketLinks.with(created, "priority", priority.wire()));
        }
        links.put("unassigned", tickets.unassigned());
        links.put("overdue", TicketLinks.with(created, "overdue", "true"));
        links.put("backlog", tickets.backlog());
        links.put("resolved", tickets.resolved());
        return links;
    }
}
