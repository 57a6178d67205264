package io.deskledger.api.assignment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How tickets are given to agents.
 *
 * @param strategy what requests that name none are served by
 */
@ConfigurationProperties("deskledger.assignment")
record AssignmentSettings(
        @Bindable(defaultValue = "LEAST_LOADED") AssignmentStrategy strategy) {}
