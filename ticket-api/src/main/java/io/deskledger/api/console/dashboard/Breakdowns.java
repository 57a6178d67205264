package io.deskledger.api.console.dashboard;

import io.deskledger.api.report.Agents;
import io.deskledger.api.report.CategoryItem;
import io.deskledger.api.report.CohortItem;
import io.deskledger.api.report.CohortKind;
import io.deskledger.api.report.Cohorts;
import io.deskledger.api.report.Frame;
import io.deskledger.api.report.RankingItem;
import io.deskledger.api.report.RankingMetric;
import io.deskledger.api.report.ReconciliationView;
import io.deskledger.api.report.ReportPage;
import io.deskledger.api.report.SlaItem;
import io.deskledger.api.report.SlaReport;
import io.deskledger.api.report.SummaryProof;
import io.deskledger.model.sla.SlaKind;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who and what the figures are made of, and whether they were proven. */
@Singleton
final class Breakdowns {

    private static final int LEAST_RESOLVED = 5;
    private static final int AGENTS = 10;
    private static final int CATEGORIES = 10;

    private final Agents agents;
    private final Cohorts cohorts;
    private final SlaReport sla;
    private final SummaryProof proof;

    Breakdowns(Agents agents, Cohorts cohorts, SlaReport sla, SummaryProof proof) {
        this.agents = agents;
        this.cohorts = cohorts;
        this.sla = sla;
        this.proof = proof;
    }

    List<RankingItem> ranking(Frame frame, RankingMetric metric) {
        return agents.ranking(frame, metric, LEAST_RESOLVED, AGENTS).items();
    }

    List<CategoryItem> categories(Frame frame) {
        return cohorts.categories(frame, ReportPage.first(CATEGORIES)).items();
    }

    List<CohortItem> cohorts(Frame frame) {
        return cohorts.of(frame, CohortKind.CREATED_WEEK, ReportPage.first(ReportPage.MOST))
                .items();
    }

    /** How resolutions came in time, by priority and policy. */
    List<SlaItem> promises(Frame frame) {
        return sla.of(frame, SlaKind.RESOLUTION, ReportPage.first(ReportPage.MOST))
                .items();
    }

    @Nullable
    ReconciliationView proof() {
        return proof.last();
    }
}
