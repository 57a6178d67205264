package io.deskledger.api.bulk;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets bulk changes that are too old to be undone, one of them in a transaction: none has more than 10,000 rows. */
@Singleton
class BulkRetention {

    private static final Logger LOG = LoggerFactory.getLogger(BulkRetention.class);

    private final BulkForgetting forgetting;

    BulkRetention(BulkForgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "1m")
    void run() {
        try {
            while (forgetting.forgetOne()) {
                LOG.debug("forgot a bulk change");
            }
        } catch (RuntimeException e) {
            LOG.warn("old bulk changes could not be forgotten; trying again later", e);
        }
    }
}
