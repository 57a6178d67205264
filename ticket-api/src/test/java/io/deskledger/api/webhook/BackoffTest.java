package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant MADE = Instant.parse("2026-03-29T00:30:00Z");

    private final RetrySettings settings = new RetrySettings(
            Duration.ofSeconds(5),
            Duration.ofHours(3),
            Duration.ofHours(24),
            10,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofDays(3));
    private final Backoff backoff = new Backoff(settings);

    @Test
    void triesForExactlyADayInEverLongerPauses() {
        for (int run = 0; run < 200; run++) {
            List<Instant> attempts = schedule();
            assertThat(attempts).hasSizeBetween(15, 25).last().isEqualTo(MADE.plus(Duration.ofHours(24)));
            for (int tries = 1; tries < attempts.size() - 1; tries++) {
                Duration pause = Duration.between(attempts.get(tries - 1), attempts.get(tries));
                Duration longest = backoff.longest(tries);
                assertThat(pause).isBetween(longest.dividedBy(2), longest);
            }
        }
    }

    @Test
    void noTwoReceiversAreMetAtOnce() {
        long distinct = java.util.stream.IntStream.range(0, 100)
                .mapToObj(_ -> backoff.next(8, MADE, MADE.plus(Duration.ofDays(1)), null))
                .distinct()
                .count();
        assertThat(distinct).isGreaterThan(90);
    }

    @Test
    void pausesGrowThreefoldToTheLongest() {
        assertThat(backoff.longest(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.longest(2)).isEqualTo(Duration.ofSeconds(15));
        assertThat(backoff.longest(5)).isEqualTo(Duration.ofSeconds(405));
        assertThat(backoff.longest(9)).isEqualTo(Duration.ofHours(3));
        assertThat(backoff.longest(1_000_000)).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void aReceiverMayAskForMoreTimeButNotForMoreThanThereIs() {
        Instant giveUp = backoff.giveUpAt(MADE);
        assertThat(backoff.next(1, MADE, giveUp, Duration.ofHours(2))).contains(MADE.plus(Duration.ofHours(2)));
        assertThat(backoff.next(1, MADE, giveUp, Duration.ofDays(300))).contains(giveUp);
        assertThat(backoff.next(9, MADE, giveUp, Duration.ZERO).orElseThrow())
                .isAfterOrEqualTo(MADE.plus(Duration.ofMinutes(90)));
    }

    @Test
    void aWebhookIsPausedAfterFailuresInARowEverLonger() {
        Health health = Health.WELL;
        Instant now = MADE;
        for (int i = 0; i < 9; i++) {
            health = health.failed(backoff, now);
            assertThat(health.pausedUntil()).isNull();
        }
        health = health.failed(backoff, now);
        assertThat(health).isEqualTo(new Health(10, MADE, now.plusSeconds(30)));

        assertThat(health.failed(backoff, now.plusSeconds(29)))
                .as("what was under way when the pause began")
                .isEqualTo(health);
        now = now.plusSeconds(30);
        assertThat(health.failed(backoff, now).pausedUntil()).isEqualTo(now.plusSeconds(60));
        assertThat(backoff.pause(1_000)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aWebhookIsHopelessAfterDaysWithoutAnySuccess() {
        Health failing = new Health(9, MADE, null);
        Instant later = MADE.plus(Duration.ofDays(3));
        assertThat(failing.isHopeless(backoff, later)).isFalse();
        assertThat(new Health(10, MADE, null).isHopeless(backoff, later)).isTrue();
        assertThat(new Health(10, MADE, null).isHopeless(backoff, later.minusMillis(1)))
                .isFalse();
        assertThat(Health.WELL.isHopeless(backoff, later)).isFalse();
    }

    /** When a delivery is tried that always fails at once. */
    private List<Instant> schedule() {
        List<Instant> attempts = new ArrayList<>(List.of(MADE));
        Optional<Instant> next = backoff.next(1, MADE, backoff.giveUpAt(MADE), null);
        while (next.isPresent()) {
            attempts.add(next.get());
            next = backoff.next(attempts.size(), next.get(), backoff.giveUpAt(MADE), null);
        }
        return attempts;
    }
}
