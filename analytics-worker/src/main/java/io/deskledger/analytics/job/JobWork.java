package io.deskledger.analytics.job;

import io.deskledger.analytics.period.DayClose;
import io.deskledger.analytics.reconcile.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.List;

/** What the jobs do, each run timed by its outcome. */
@Singleton
class JobWork {

    static final String RECONCILIATION = "reconciliation";
    static final String DAY_CLOSE = "day-close";
    static final String RANKINGS = "rankings";

    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";

    private final Reconciler reconciler;
    private final DayClose days;
    private final MeterRegistry meters;

    JobWork(Reconciler reconciler, DayClose days, MeterRegistry meters) {
        this.reconciler = reconciler;
        this.days = days;
        this.meters = meters;
        // All from the start: a series that appears with its first failure shows no increase.
        for (String job : List.of(RECONCILIATION, DAY_CLOSE, RANKINGS)) {
            timer(job, SUCCEEDED);
            timer(job, FAILED);
        }
    }

    void reconcile() {
        time(RECONCILIATION, reconciler::scheduled);
    }

    void closeDays() {
        time(DAY_CLOSE, days::closeDays);
    }

    void refreshRankings() {
        time(RANKINGS, days::refresh);
    }

    private void time(String job, Runnable work) {
        Timer.Sample started = Timer.start(meters);
        String outcome = FAILED;
        try {
            work.run();
            outcome = SUCCEEDED;
        } finally {
            started.stop(timer(job, outcome));
        }
    }

    private Timer timer(String job, String outcome) {
        return Timer.builder("deskledger.analytics.job")
                .description("Runs of jobs by the clock")
                .tag("job_name", job)
                .tag("outcome", outcome)
                .register(meters);
    }
}
