package io.deskledger.api.sla;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How service levels are kept.
 *
 * @param escalationHours after how many hours on its clock a ticket that nobody has taken up needs escalation
 * @param sweep whether this instance tells of targets that come near or are missed
 * @param poll how often it looks for them
 * @param batch how many clocks at once, in one transaction
 * @param fill whether this instance gives clocks to tickets of older versions
 * @param notificationsKept how long people can look up what they were told
 */
@ConfigurationProperties("deskledger.sla")
public record SlaSettings(
        @Bindable(defaultValue = "24") int escalationHours,
        @Bindable(defaultValue = "true") boolean sweep,
        @Bindable(defaultValue = "500ms") Duration poll,
        @Bindable(defaultValue = "500") int batch,
        @Bindable(defaultValue = "true") boolean fill,
        @Bindable(defaultValue = "90d") Duration notificationsKept) {

    private static final int LARGEST_BATCH = 10_000;

    public SlaSettings {
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new ConfigurationException("DESKLEDGER_SLA_BATCH must be between 1 and " + LARGEST_BATCH);
        }
        if (!poll.isPositive()) {
            throw new ConfigurationException("DESKLEDGER_SLA_POLL must be more than zero");
        }
    }
}
