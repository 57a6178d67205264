package io.deskledger.api.webhook;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tables of webhooks small, now and then, on every instance; two at once share the work. */
@Singleton
final class WebhookCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCleaning.class);

    private final CleaningService cleaning;
    private final DeliveryService deliveries;

    WebhookCleaning(CleaningService cleaning, DeliveryService deliveries) {
        this.cleaning = cleaning;
        this.deliveries = deliveries;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    void clean() {
        run(this::cleanOnce);
    }

    /** Not as often: it counts. */
    @Scheduled(initialDelay = "5m", fixedDelay = "10m")
    void stopFloods() {
        run(this::stopFloodsOnce);
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Webhooks were not cleaned up this time", e);
        }
    }

    void stopFloodsOnce() {
        cleaning.flooded().forEach(webhook -> deliveries.disable(webhook, DisabledReason.TOO_MANY_WAITING));
    }

    void cleanOnce() {
        all(cleaning::giveUp);
        all(cleaning::removeOld);
        all(cleaning::removeExcess);
        all(cleaning::removeDeleted);
    }

    private static void all(IntSupplier batch) {
        while (batch.getAsInt() >= CleaningService.BATCH) {
            LOG.debug("There may be more to clean up");
        }
    }
}
