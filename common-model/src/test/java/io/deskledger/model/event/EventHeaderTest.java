package io.deskledger.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventHeaderTest {

    @Test
    void idTellsWhenTheChangeWasRecorded() {
        EventHeader header =
                new EventHeader(EventIds.next(), Instant.EPOCH, 1, 1, Actor.SYSTEM, new Origin("r", null, null));

        assertThat(header.recordedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void otherUuidsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventHeader(
                        UUID.randomUUID(), Instant.EPOCH, 1, 1, Actor.SYSTEM, new Origin("r", null, null)))
                .withMessageContaining("UUIDv7");
    }

    @Test
    void idsRiseWithinOneProcess() {
        UUID first = EventIds.next();
        UUID second = EventIds.next();

        assertThat(second.toString()).isGreaterThan(first.toString());
    }
}
