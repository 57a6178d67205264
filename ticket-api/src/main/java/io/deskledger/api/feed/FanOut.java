package io.deskledger.api.feed;

import io.deskledger.api.presence.Onlookers;
import io.deskledger.api.security.Grant;
import io.deskledger.api.security.LiveGrants;
import io.deskledger.api.sql.Portion;
import io.deskledger.model.user.UserRole;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log once and hands each event to all who listen. A listener that comes back is brought up to the place
 * where all others are by pages of its own, by the same thread: so nothing passes it in between, and nothing twice. For
 * that one thread only.
 */
final class FanOut {

    private static final int PAGE = 200;
    // So that many of those who come back at once don't keep the others waiting.
    private static final int PAGES_A_PASS = 20;
    private static final long MAX_HELD = 16 << 20;

    private final FeedQueries queries;
    private final LiveGrants grants;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final Clock clock;

    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable FeedPosition head; // what all live listeners have had; null while there is nobody
    private Instant heartbeatDue = Instant.MIN;
    private Instant rightsDue = Instant.MIN;
    private int turn;

    FanOut(FeedQueries queries, LiveGrants grants, StreamSettings settings, StreamMetrics metrics, Clock clock) {
        this.queries = queries;
        this.grants = grants;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    void add(Listener listener) {
        listeners.add(listener);
        listener.offer(Frames.first(listener.position()));
        if (listener.position().equals(head)) {
            listener.goLive();
        }
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Whether somebody has not had all there is, and would take more of it. */
    boolean isAnyBehind() {
        return listeners.stream().anyMatch(FanOut::isBehindWithRoom);
    }

    /** Does all that is due, once; answers whether some of it is left. */
    boolean pass() {
        listeners.removeIf(Listener::isGone);
        if (listeners.isEmpty()) {
            head = null;
            return false;
        }
        Instant now = clock.instant();
        checkRights(now);
        boolean more = forward();
        more |= catchUp();
        if (!now.isBefore(heartbeatDue)) {
            heartbeatDue = now.plus(settings.heartbeat());
            listeners.forEach(this::heartbeat);
        }
        listeners.forEach(FanOut::tellOnlookers);
        return more;
    }

    /** Ends all streams; those who listened may come back and go on. */
    void endAll() {
        listeners.forEach(Listener::end);
        listeners.clear();
        head = null;
    }

    private void checkRights(Instant now) {
        if (now.isBefore(rightsDue)) {
            return;
        }
        Set<Grant> living =
                grants.living(listeners.stream().map(Listener::grant).collect(Collectors.toSet()));
        for (Listener listener : listeners) {
            if (!listener.isGone() && !living.contains(listener.grant())) {
                listener.end();
                metrics.ended();
            }
        }
        rightsDue = now.plus(settings.rightsCheck());
    }

    private boolean forward() {
        if (head == null) {
            head = queries.end();
        }
        Portion<FeedEvent> page = queries.after(head, PAGE);
        for (FeedEvent event : page.rows()) {
            FeedPosition next = head.after(event);
            send(event, head, next, UserRole.ADMIN);
            send(event, head, next, UserRole.AGENT);
            head = next;
        }
        return page.more();
    }

    private void send(FeedEvent event, FeedPosition before, FeedPosition behind, UserRole role) {
        byte[] frame = Frames.of(event, role, behind);
        if (frame == null) {
            return;
        }
        for (Listener listener : listeners) {
            if (listener.isLive() && listener.grant().role() == role && !listener.offer(frame)) {
                listener.fallBehind(before);
            }
        }
    }

    /** A page for some of those who are behind; answers whether anybody still is and has room. */
    private boolean catchUp() {
        List<Listener> behind =
                listeners.stream().filter(FanOut::isBehindWithRoom).toList();
        int pages = Math.min(behind.size(), PAGES_A_PASS);
        boolean more = behind.size() > pages;
        for (int i = 0; i < pages; i++) {
            if (held() > MAX_HELD) {
                return false; // until clients have taken some, or are cut off
            }
            more |= catchUp(behind.get(Math.floorMod(turn++, behind.size())));
        }
        return more;
    }

    /** What waits for those who are behind and for nobody else, in bytes. */
    private long held() {
        return listeners.stream().mapToLong(Listener::ownWaitingBytes).sum();
    }

    private static boolean isBehindWithRoom(Listener listener) {
        return !listener.isLive() && !listener.isGone() && listener.hasRoomFor(PAGE);
    }

    private boolean catchUp(Listener listener) {
        FeedPosition to = Objects.requireNonNull(head);
        Portion<FeedEvent> page = queries.after(listener.position(), PAGE);
        for (FeedEvent event : page.rows()) {
            if (to.isBehind(event)) {
                FeedPosition next = listener.position().after(event);
                byte[] frame = Frames.of(event, listener.grant().role(), next);
                if (frame != null && !listener.offer(frame)) {
                    return false; // once it has room
                }
                listener.moveTo(next);
            }
        }
        // Read a moment after the others were served, a position may be ahead of theirs: the next pass tells.
        if (!page.more() && to.covers(listener.position())) {
            listener.goLive();
        }
        return page.more();
    }

    /** Only the latest counts, so who has no room now is told that later. */
    private static void tellOnlookers(Listener listener) {
        Onlookers others = listener.hasRoomFor(1) ? listener.news() : null;
        if (others != null) {
            listener.offer(Frames.of(others));
        }
    }

    private void heartbeat(Listener listener) {
        if (listener.hasRoomFor(1)) {
            FeedPosition position = listener.isLive() && head != null ? head : listener.position();
            listener.offer(Frames.heartbeat(position));
        }
    }
}
