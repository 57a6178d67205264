package io.deskledger.api.assignment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How tickets are given to agents.
 *
 * @param strategy what requests that name none are served by
 * @param foldEvery how often the changes of loads are summed up
 * @param recountEvery how often the loads are counted anew from the tickets
 */
@ConfigurationProperties("deskledger.assignment")
record AssignmentSettings(
        @Bindable(defaultValue = "LEAST_LOADED") AssignmentStrategy strategy,
        @Bindable(defaultValue = "1s") Duration foldEvery,
        @Bindable(defaultValue = "1h") Duration recountEvery) {}
