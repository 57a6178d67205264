package io.deskledger.api.ticket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How lists of tickets are read.
 *
 * @param atOnce how many different ones at once
 */
@ConfigurationProperties("deskledger.lists")
record ListSettings(@Bindable(defaultValue = "4") int atOnce) {

    ListSettings {
        if (atOnce < 1) {
            throw new IllegalArgumentException("DESKLEDGER_LISTS_AT_ONCE has to be at least 1, not " + atOnce);
        }
    }
}
