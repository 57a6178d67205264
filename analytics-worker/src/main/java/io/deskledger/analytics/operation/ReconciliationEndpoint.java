package io.deskledger.analytics.operation;

import io.deskledger.analytics.reconcile.Reconciler;
import io.deskledger.analytics.reconcile.Reconciliation;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/** Holds days against the tickets at once, and has those that drifted computed again if told to. */
@Endpoint(id = "reconciliation", defaultSensitive = false)
@ExecuteOn(TaskExecutors.BLOCKING)
class ReconciliationEndpoint {

    private final Reconciler reconciler;

    ReconciliationEndpoint(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    /**
     * What came out.
     *
     * @param id the run; {@code GET /api/v1/reports/status} shows it while it is the last one
     * @param days how many days were checked
     * @param drifts how many figures were not what the tickets say
     */
    @Serdeable
    record Outcome(long id, int days, int drifts) {}

    @Write
    Outcome reconcile(String from, String to, boolean repair) {
        Days range = Days.of(from, to);
        Reconciliation done = reconciler.requested(range.first(), range.last(), repair);
        return new Outcome(done.id(), done.days(), done.drifts());
    }
}
