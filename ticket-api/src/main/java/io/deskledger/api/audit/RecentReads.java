package io.deskledger.api.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Who has read which ticket's trail, or the events, within the hour and was told of. Only ever forgets too early: after
 * a restart, on another instance, or where there are too many, a read is told once more.
 */
@Singleton
public final class RecentReads {

    /** Stands for the stream of events where else a ticket's id does. */
    public static final long STREAM = 0;

    /** Stands for the pages of events, likewise. */
    public static final long FEED = -1;

    static final Duration QUIET = Duration.ofHours(1);
    static final int MOST = 100_000;

    private final Cache<Read, Boolean> told;

    RecentReads(Clock clock) {
        told = Caffeine.newBuilder()
                .expireAfterWrite(QUIET)
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whether the reader was told of within the hour. */
    public boolean has(long reader, long ticketId) {
        return told.getIfPresent(new Read(reader, ticketId)) != null;
    }

    /** Remembers a read whose event is committed. */
    public void add(long reader, long ticketId) {
        told.put(new Read(reader, ticketId), true);
    }

    private record Read(long reader, long ticketId) {}
}
