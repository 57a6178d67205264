package io.deskledger.analytics.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator watches of the summaries. Times are kept and their age is told at each scrape: where the database is
 * away, what was seen last grows older instead of standing still.
 */
@Singleton
class SummaryMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryMetrics.class);
    private static final SummaryState UNKNOWN = new SummaryState(true, null, null, null, null);

    private final SummaryStateQuery query;
    private final Clock clock;
    private volatile SummaryState state = UNKNOWN;

    SummaryMetrics(SummaryStateQuery query, Clock clock, MeterRegistry meters) {
        this.query = query;
        this.clock = clock;
        age(
                meters,
                "deskledger.analytics.dirty.age",
                "How long the oldest change waits on a dirty day",
                state -> age(state.oldestChange(), 0));
        age(
                meters,
                "deskledger.analytics.watermark.age",
                "How old the summaries are at most",
                state -> age(state.asOf(), Double.NaN));
        age(
                meters,
                "deskledger.analytics.reconciliation.age",
                "Since the last reconciliation by the clock",
                state -> age(state.reconciledAt(), Double.NaN));
        Gauge.builder("deskledger.analytics.drift", this, metrics -> metrics.drifts())
                .description("Figures that the last reconciliation found to be wrong")
                .register(meters);
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "10s")
    void sample() {
        try {
            state = query.now().orElse(UNKNOWN);
        } catch (RuntimeException e) {
            LOG.debug("The state of the summaries can't be seen", e);
        }
    }

    private void age(MeterRegistry meters, String name, String description, ToDoubleFunction<SummaryState> age) {
        Gauge.builder(name, this, metrics -> age.applyAsDouble(metrics.state))
                .description(description)
                .baseUnit("seconds")
                .register(meters);
    }

    private double age(@Nullable Instant since, double otherwise) {
        return since == null
                ? otherwise
                : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private double drifts() {
        Integer drifts = state.drifts();
        return drifts == null ? 0 : drifts;
    }
}
