package io.deskledger.analytics.day;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.deskledger.analytics.day.DayComputation.Outcome;
import io.deskledger.analytics.day.QueuedDays.Crowd;
import io.deskledger.analytics.time.ReportingZone;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The queue of days: one db-scheduler instance per dirty day, shared by all workers. A day is worked by one of them,
 * and by another when that one dies.
 */
@Singleton
public class DayQueue {

    static final String TASK = "day-facts";

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A day of thousands is computed in milliseconds: to look at all the others for each would take as long. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final DayComputation computation;
    private final QueuedDays queued;
    private final ReportingZone zone;
    private final Clock clock;
    private final Timer timer;
    private final Scheduler scheduler;
    private volatile @Nullable Seen seen;

    DayQueue(
            DayComputation computation,
            QueuedDays queued,
            AnalyticsSettings settings,
            ReportingZone zone,
            Clock clock,
            MeterRegistry meters,
            DataSource dataSource) {
        this.computation = computation;
        this.queued = queued;
        this.zone = zone;
        this.clock = clock;
        this.timer = meters.timer("deskledger.analytics.day");
        this.scheduler = scheduler(settings, dataSource);
    }

    private Scheduler scheduler(AnalyticsSettings settings, DataSource dataSource) {
        var task = Tasks.custom(TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute(this::work);
        // db-scheduler keeps its own transactions: it gets the pool, not the one that joins ours.
        return Scheduler.create(DelegatingDataSource.unwrapDataSource(dataSource), task)
                // Found out by asking, it would be something else where PostgreSQL comes up after us.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .tableName("analytics.scheduled_tasks")
                .threads(settings.threads())
                .pollUsingLockAndFetch(1.0, 8.0)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(AnalyticsSettings.MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    /** Starts working the queue. */
    public void start() {
        scheduler.start();
    }

    /** Queues what is dirty and not queued, and rings if that was anything; of many days, those that are at rest. */
    public void queueDirty() {
        Instant now = clock.instant();
        int more = queued.queueMissing(TASK, now, young(now), look(now));
        if (more > 0) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    private Crowd crowd(Instant now) {
        Seen last = seen;
        return last != null && last.at().plus(FRESH).isAfter(now) ? last.crowd() : look(now);
    }

    private Crowd look(Instant now) {
        Crowd fresh = queued.crowd(now, young(now));
        seen = new Seen(fresh, now);
        return fresh;
    }

    private LocalDate young(Instant now) {
        return zone.dayOf(now).minusDays(1);
    }

    private CompletionHandler<Void> work(TaskInstance<Void> instance, ExecutionContext context) {
        LocalDate day = LocalDate.parse(instance.getId());
        Instant now = clock.instant();
        // Since it was queued it may have been computed, or many may have begun to write again: a queue is long.
        if (!queued.isDue(day, now, young(now), crowd(now))) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        Outcome outcome = timer.record(() -> computation.compute(day));
        if (outcome == Outcome.CLEAN) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        // Not at once: a day that is marked all the time is computed once a second, not all the time.
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(RETRY));
    }

    /** Ends the days that are being computed; the others are left to other workers. */
    public void stop() {
        scheduler.stop();
    }

    /** What all dirty days were like at that moment. */
    private record Seen(Crowd crowd, Instant at) {}
}
