package io.deskledger.api.sla;

import io.micronaut.context.annotation.ConfigurationProperties;
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
 */
@ConfigurationProperties("deskledger.sla")
public record SlaSettings(
        @Bindable(defaultValue = "24") int escalationHours,
        @Bindable(defaultValue = "true") boolean sweep,
        @Bindable(defaultValue = "500ms") Duration poll,
        @Bindable(defaultValue = "500") int batch,
        @Bindable(defaultValue = "true") boolean fill) {}
