package io.deskledger.analytics.job;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.deskledger.analytics.time.ReportingZone;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.ZoneId;

/**
 * When jobs run: cron expressions with seconds, in the reporting zone.
 *
 * @param reconciliation when the summaries are held against the tickets
 * @param dayClose when days that are over are closed, with the rankings and cohorts of the periods that end with them
 * @param rankings when rankings and cohorts of past periods are made again whose facts changed
 */
@ConfigurationProperties("deskledger.jobs")
record JobSettings(String reconciliation, String dayClose, String rankings) {

    JobSettings {
        check("DESKLEDGER_RECONCILIATION_CRON", reconciliation);
        check("DESKLEDGER_DAY_CLOSE_CRON", dayClose);
        check("DESKLEDGER_RANKINGS_CRON", rankings);
    }

    Schedule reconciliation(ReportingZone zone) {
        return cron(reconciliation, zone.name());
    }

    Schedule dayClose(ReportingZone zone) {
        return cron(dayClose, zone.name());
    }

    Schedule rankings(ReportingZone zone) {
        return cron(rankings, zone.name());
    }

    private static void check(String variable, String expression) {
        try {
            cron(expression, "UTC");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    variable + " is not a cron expression such as '0 30 2 * * *': " + expression, e);
        }
    }

    private static Schedule cron(String expression, String zone) {
        return Schedules.cron(expression, ZoneId.of(zone));
    }
}
