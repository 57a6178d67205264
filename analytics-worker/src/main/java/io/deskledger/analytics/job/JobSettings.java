package io.deskledger.analytics.job;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.deskledger.analytics.time.ReportingZone;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.ZoneId;

/**
 * When jobs run.
 *
 * @param reconciliation when the summaries are held against the tickets: a cron expression with seconds, in the
 *     reporting zone
 */
@ConfigurationProperties("deskledger.jobs")
record JobSettings(String reconciliation) {

    JobSettings {
        try {
            cron(reconciliation, ZoneId.of("UTC"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "DESKLEDGER_RECONCILIATION_CRON is not a cron expression such as '0 30 2 * * *': " + reconciliation,
                    e);
        }
    }

    Schedule reconciliation(ReportingZone zone) {
        return cron(reconciliation, ZoneId.of(zone.name()));
    }

    private static Schedule cron(String expression, ZoneId zone) {
        return Schedules.cron(expression, zone);
    }
}
