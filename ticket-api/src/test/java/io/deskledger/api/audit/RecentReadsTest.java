package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecentReadsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private Instant now = BEGIN;

    @Test
    void anHourIsRememberedOfEachReaderAndTicket() {
        RecentReads reads = new RecentReads(clock());
        reads.add(1, 42);
        now = BEGIN.plus(RecentReads.QUIET).minusSeconds(1);
        assertThat(reads.has(1, 42)).isTrue();
        assertThat(reads.has(1, 43)).isFalse();
        assertThat(reads.has(2, 42)).isFalse();
        now = BEGIN.plus(RecentReads.QUIET);
        assertThat(reads.has(1, 42)).isFalse();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
