package io.deskledger.audit.retention;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How long contents are kept.
 *
 * @param months how many whole months after the one that they were recorded in; 0 for ever
 */
@ConfigurationProperties("deskledger.audit.retention")
record RetentionConfiguration(int months) {

    RetentionConfiguration {
        if (months < 0) {
            throw new IllegalArgumentException("DESKLEDGER_AUDIT_RETENTION_MONTHS is 0 or more, not " + months);
        }
    }
}
