package io.deskledger.analytics.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.deskledger.analytics.time.ReportingZone;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs jobs on time, each on one of the workers. The next time of each is kept in the database, so that a run that was
 * missed while no worker lived is made up by the first that starts. Made at start, so that a wrong time is told then.
 */
@Context
public class Jobs {

    private final Scheduler scheduler;

    Jobs(JobSettings settings, ReportingZone zone, JobWork work, DataSource dataSource) {
        var reconciliation = Tasks.recurring("reconciliation", settings.reconciliation(zone))
                .execute((instance, context) -> work.reconcile());
        var dayClose =
                Tasks.recurring("day-close", settings.dayClose(zone)).execute((instance, context) -> work.closeDays());
        var rankings = Tasks.recurring("rankings", settings.rankings(zone))
                .execute((instance, context) -> work.refreshRankings());
        this.scheduler = Scheduler.create(DelegatingDataSource.unwrapDataSource(dataSource))
                .startTasks(reconciliation, dayClose, rankings)
                // Found out by asking, it would be something else where PostgreSQL comes up after us.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .tableName("analytics.scheduled_jobs")
                .threads(1)
                .pollingInterval(Duration.ofSeconds(5))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    public void start() {
        scheduler.start();
    }

    public void stop() {
        scheduler.stop();
    }
}
