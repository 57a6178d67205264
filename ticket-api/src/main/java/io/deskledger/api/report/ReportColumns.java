package io.deskledger.api.report;

import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import org.jspecify.annotations.Nullable;

/** What each report is as CSV: the columns that its JSON has, but for the links. */
final class ReportColumns {

    static final Columns<TrendItem> TRENDS = new Columns<TrendItem>()
            .add("period", TrendItem::period)
            .add("created", TrendItem::created)
            .add("urgent_created", TrendItem::urgentCreated)
            .add("resolved", TrendItem::resolved)
            .add("closed", TrendItem::closed)
            .add("reopened", TrendItem::reopened)
            .add("backlog", TrendItem::backlog);

    static final Columns<Dashboard> DASHBOARD = dashboard();

    static final Columns<CategoryItem> CATEGORIES = new Columns<CategoryItem>()
            .add("category", CategoryItem::category)
            .add("total", CategoryItem::total)
            .add("share", CategoryItem::share)
            .add("resolved", CategoryItem::resolved)
            .add("resolution_rate", CategoryItem::resolutionRate)
            .add("avg_resolution_hours", CategoryItem::avgResolutionHours)
            .add("p50_resolution_hours", CategoryItem::p50ResolutionHours)
            .add("p90_resolution_hours", CategoryItem::p90ResolutionHours)
            .add("avg_first_response_hours", CategoryItem::avgFirstResponseHours);

    static final Columns<CohortItem> COHORTS = cohorts();

    static final Columns<RankingItem> RANKING = new Columns<RankingItem>()
            .add("rank", RankingItem::rank)
            .add("previous_rank", RankingItem::previousRank)
            .add("agent_id", item -> item.agent().id())
            .add("agent_full_name", item -> item.agent().fullName())
            .add("agent_email", item -> item.agent().email())
            .add("resolved", RankingItem::resolved)
            .add("avg_resolution_hours", RankingItem::avgResolutionHours)
            .add("first_response_hours", RankingItem::firstResponseHours)
            .add("sla_rate", RankingItem::slaRate);

    static final Columns<SlaItem> SLA = new Columns<SlaItem>()
            .add("priority", SlaItem::priority)
            .add("policy", SlaItem::policy)
            .add("target_hours", SlaItem::targetHours)
            .add("total_resolved", SlaItem::totalResolved)
            .add("within_sla", SlaItem::withinSla)
            .add("missed_open", SlaItem::missedOpen)
            .add("compliance_rate", SlaItem::complianceRate);

    static final Columns<PerformanceItem> PERFORMANCE = new Columns<PerformanceItem>()
            .add("agent_id", item -> item.agent().id())
            .add("agent_full_name", item -> item.agent().fullName())
            .add("agent_email", item -> item.agent().email())
            .add("total", PerformanceItem::total)
            .add("resolved", PerformanceItem::resolved)
            .add("closed", PerformanceItem::closed)
            .add("resolution_rate", PerformanceItem::resolutionRate)
            .add("avg_resolution_hours", PerformanceItem::avgResolutionHours)
            .add("avg_first_response_hours", PerformanceItem::avgFirstResponseHours)
            .add("comments", PerformanceItem::comments);

    static final Columns<ResponseTime> RESPONSE_TIMES = new Columns<ResponseTime>()
            .add("ticket_id", ResponseTime::ticketId)
            .add("ticket_number", ResponseTime::ticketNumber)
            .add("priority", ResponseTime::priority)
            .add("category", ResponseTime::category)
            .add("created_at", ResponseTime::createdAt)
            .add("first_responded_at", ResponseTime::firstRespondedAt)
            .add("first_response_hours", ResponseTime::firstResponseHours)
            .add("agent_id", item -> item.agent().id())
            .add("agent_full_name", item -> item.agent().fullName())
            .add("agent_email", item -> item.agent().email());

    static final Columns<Restatement> RESTATEMENTS = new Columns<Restatement>()
            .add("id", Restatement::id)
            .add("day", Restatement::day)
            .add("restated_at", Restatement::restatedAt)
            .add("cause", Restatement::cause)
            .add("old_figures", Restatement::oldFigures)
            .add("new_figures", Restatement::newFigures);

    private ReportColumns() {}

    private static Columns<Dashboard> dashboard() {
        Columns<Dashboard> columns = new Columns<Dashboard>().add("total", Dashboard::total);
        for (WireName status : TicketStatus.values()) {
            columns.add("by_status." + status.wire(), board -> board.byStatus().get(status.wire()));
        }
        for (WireName priority : TicketPriority.values()) {
            columns.add(
                    "by_priority." + priority.wire(),
                    board -> board.byPriority().get(priority.wire()));
        }
        return columns.add("unassigned", Dashboard::unassigned)
                .add("backlog", Dashboard::backlog)
                .add("overdue", Dashboard::overdue)
                .add("avg_resolution_hours", Dashboard::avgResolutionHours)
                .add("p50_resolution_hours", Dashboard::p50ResolutionHours)
                .add("p90_resolution_hours", Dashboard::p90ResolutionHours)
                .add("p95_resolution_hours", Dashboard::p95ResolutionHours)
                .add("p99_resolution_hours", Dashboard::p99ResolutionHours)
                .add("avg_first_response_hours", Dashboard::avgFirstResponseHours)
                .add("p50_first_response_hours", Dashboard::p50FirstResponseHours)
                .add("p90_first_response_hours", Dashboard::p90FirstResponseHours)
                .add("p95_first_response_hours", Dashboard::p95FirstResponseHours)
                .add("p99_first_response_hours", Dashboard::p99FirstResponseHours);
    }

    private static Columns<CohortItem> cohorts() {
        Columns<CohortItem> columns = new Columns<CohortItem>()
                .add("cohort", CohortItem::cohort)
                .add("total", CohortItem::total)
                .add("resolved", CohortItem::resolved)
                .add("resolution_rate", CohortItem::resolutionRate)
                .add("avg_resolution_hours", CohortItem::avgResolutionHours);
        for (Integer days : CohortQuery.AGES) {
            columns.add("resolved_in_days." + days, item -> inDays(item, days));
        }
        return columns;
    }

    private static @Nullable Object inDays(CohortItem item, Integer days) {
        return item.resolvedInDays() == null ? null : item.resolvedInDays().get(days.toString());
    }
}
