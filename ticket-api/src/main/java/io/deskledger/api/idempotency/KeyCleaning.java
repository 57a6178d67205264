package io.deskledger.api.idempotency;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans up now and then, on every instance; two at once share the work. */
@Singleton
final class KeyCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(KeyCleaning.class);

    private final KeyedWrites writes;

    KeyCleaning(KeyedWrites writes) {
        this.writes = writes;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void run() {
        try {
            writes.clean();
        } catch (RuntimeException e) {
            LOG.warn("Old idempotency keys were not cleaned up this time", e);
        }
    }
}
