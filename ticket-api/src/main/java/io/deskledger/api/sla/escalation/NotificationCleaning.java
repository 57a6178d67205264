package io.deskledger.api.sla.escalation;

import io.deskledger.api.sla.SlaSettings;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what people were told long ago, now and then, on every instance; two at once share the work. */
@Singleton
final class NotificationCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationCleaning.class);
    private static final int BATCH = 5_000;

    private final NotificationService service;
    private final SlaSettings settings;
    private final Clock clock;

    NotificationCleaning(NotificationService service, SlaSettings settings, Clock clock) {
        this.service = service;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "10m")
    void run() {
        try {
            clean();
        } catch (RuntimeException e) {
            LOG.warn("Old notifications were not removed this time", e);
        }
    }

    void clean() {
        while (service.remove(clock.instant().minus(settings.notificationsKept()), BATCH) >= BATCH) {
            LOG.debug("There may be more old notifications");
        }
    }
}
