package io.deskledger.api.webhook;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Cleans up a batch at a time, each in a transaction of its own. */
@Singleton
class CleaningService {

    static final int BATCH = 2_000;

    /** The last attempt is due when the time is over, and deserves to be made. */
    private static final Duration LAST_CHANCE = Duration.ofMinutes(10);

    private static final Duration LONG_DUE = Duration.ofMinutes(1);

    private final CleaningRepository cleaning;
    private final WebhookRepository webhooks;
    private final WebhookSettings settings;
    private final Sender sender;
    private final Clock clock;

    CleaningService(
            CleaningRepository cleaning,
            WebhookRepository webhooks,
            WebhookSettings settings,
            Sender sender,
            Clock clock) {
        this.cleaning = cleaning;
        this.webhooks = webhooks;
        this.settings = settings;
        this.sender = sender;
        this.clock = clock;
    }

    /** The webhooks that have too many deliveries waiting. */
    @Transactional
    List<Long> flooded() {
        return webhooks.flooded(settings.mostWaiting(), clock.instant().minus(LONG_DUE));
    }

    /** Each of these answers how many rows it was; a full {@link #BATCH} means that there may be more. */
    @Transactional
    int giveUp() {
        Instant now = clock.instant();
        return cleaning.giveUp(now.minus(LAST_CHANCE), now, BATCH);
    }

    @Transactional
    int removeOld() {
        return cleaning.removeOld(clock.instant().minus(settings.kept()), BATCH);
    }

    @Transactional
    int removeExcess() {
        return cleaning.removeExcess(settings.mostKept(), BATCH);
    }

    /** Later than an attempt takes, so that none that is under way misses its row. */
    @Transactional
    int removeDeleted() {
        Instant before = clock.instant().minus(sender.limit().multipliedBy(2));
        int deliveries = cleaning.removeOfDeleted(before, BATCH);
        return deliveries + cleaning.removeDeleted(before);
    }
}
