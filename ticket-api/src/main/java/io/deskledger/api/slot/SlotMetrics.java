package io.deskledger.api.slot;

import io.deskledger.api.slot.SlotRepository.Slots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** What an operator watches: whether the backup, and each replica, still follows. */
@Singleton
class SlotMetrics {

    private final SlotRepository slots;
    private volatile Slots seen = Slots.NONE;

    SlotMetrics(SlotRepository slots, MeterRegistry registry) {
        this.slots = slots;
        Gauge.builder("deskledger.database.slots.unread", this, metrics -> metrics.seen.unread())
                .description("Replication slots that nobody reads")
                .register(registry);
        Gauge.builder("deskledger.database.slots.held", this, metrics -> metrics.seen.heldBytes())
                .description("What the database keeps of its write-ahead log for the slot that is furthest behind")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Where the database is away, what was seen last stays. */
    @Scheduled(initialDelay = "10s", fixedDelay = "10s")
    void sample() {
        seen = slots.look();
    }
}
