package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.deskledger.model.WireName;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Reports on agents, for staff; each as JSON, or as CSV where that is asked for first. */
@Controller("/api/v1/reports/agents")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentReportController {

    private static final int MOST_AGENTS = 1_000;
    private static final int AGENTS = 50;
    private static final int LEAST_RESOLVED = 5;

    private final Frames frames;
    private final Agents agents;

    AgentReportController(Frames frames, Agents agents) {
        this.frames = frames;
        this.agents = agents;
    }

    @Get("/ranking")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> ranking(HttpRequest<?> request, QueryParams query) {
        RankingMetric metric = WireName.find(
                        RankingMetric.class,
                        query.choice("metric", "avg_resolution_hours", "resolved", "first_response_hours", "sla_rate"))
                .orElse(RankingMetric.AVG_RESOLUTION_HOURS);
        int least = query.integer("min_sample", 1, MOST_AGENTS, LEAST_RESOLVED);
        int limit = query.integer("limit", 1, MOST_AGENTS, AGENTS);
        return ReportColumns.RANKING.answer(request, agents.ranking(frames.read(query), metric, least, limit));
    }

    @Get("/performance")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> performance(HttpRequest<?> request, QueryParams query) {
        ReportPage page = ReportPage.read(query, "agents-performance", ReportPage.MOST);
        return ReportColumns.PERFORMANCE.answer(request, agents.performance(frames.read(query), page));
    }
}
