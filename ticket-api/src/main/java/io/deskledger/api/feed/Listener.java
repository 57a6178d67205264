package io.deskledger.api.feed;

import io.deskledger.api.presence.Look;
import io.deskledger.api.presence.Onlookers;
import io.deskledger.api.security.Grant;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/**
 * Somebody who listens, with what waits to be taken by the client: a bounded number of frames, and of bytes but for the
 * last frame, which are shared with the other listeners. All but {@link #pieces} is for the thread of the stream.
 */
final class Listener {

    private static final int CAPACITY = 512;
    private static final int CAPACITY_BYTES = 4 * FeedQueries.PAGE_BYTES;

    private final Grant grant;
    private final Queue<byte[]> pending;
    private final Sinks.Many<byte[]> sink;
    private final @Nullable Look look;
    private final Runnable left;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicLong waitingBytes = new AtomicLong();

    private FeedPosition position;
    private boolean live;
    private long ownBytes; // handed over while it was behind, since nothing waited

    /**
     * A listener without a client yet.
     *
     * @param position what it has had already
     * @param look the ticket's page that it is for, or null
     * @param left run once, when it has left or was sent away
     */
    Listener(Grant grant, FeedPosition position, @Nullable Look look, Runnable left) {
        this.grant = grant;
        this.position = position;
        this.look = look;
        this.left = left;
        this.pending = new ArrayBlockingQueue<>(CAPACITY);
        this.sink = Sinks.many().unicast().onBackpressureBuffer(pending);
    }

    /** What the client gets, for one subscriber: in small pieces, so that a slow client is seen to take some. */
    Publisher<byte[]> pieces() {
        return sink.asFlux()
                .doOnNext(frame -> waitingBytes.addAndGet(-frame.length))
                .flatMapIterable(Frames::pieces, 1)
                .doFinally(_ -> leave());
    }

    Grant grant() {
        return grant;
    }

    /** Whether the client has left, or was sent away. */
    boolean isGone() {
        return gone.get();
    }

    /** Whether it has had all that there was, and is handed each new event as it comes. */
    boolean isLive() {
        return live;
    }

    void goLive() {
        live = true;
    }

    /** Puts it back to where pages of its own bring it up again, as fast as it takes them. */
    void fallBehind(FeedPosition had) {
        live = false;
        position = had;
    }

    /** Behind what it was handed; of no meaning while it is live. */
    FeedPosition position() {
        return position;
    }

    void moveTo(FeedPosition next) {
        position = next;
    }

    /** Whether that many frames more can wait, as long as they are of a page. */
    boolean hasRoomFor(int frames) {
        return CAPACITY - pending.size() >= frames && waitingBytes.get() <= CAPACITY_BYTES / 2;
    }

    /** What the client has not taken yet. */
    long waitingBytes() {
        return gone.get() ? 0 : waitingBytes.get();
    }

    /** What of it was read for this listener alone, in pages of its own; rather too much than too little. */
    long ownWaitingBytes() {
        return Math.min(waitingBytes(), ownBytes);
    }

    /** Hands over a frame; false where as much as may wait already does. */
    boolean offer(byte[] frame) {
        long waiting = waitingBytes.getAndAdd(frame.length);
        if (waiting == 0) {
            ownBytes = 0;
        }
        if (waiting < CAPACITY_BYTES) {
            // As long as nobody has subscribed, no room is told as nobody there: both mean that the frame is lost.
            if (sink.tryEmitNext(frame).isSuccess()) {
                ownBytes += live ? 0 : frame.length;
                return true;
            }
        }
        waitingBytes.addAndGet(-frame.length);
        return false;
    }

    /** Who else looks at its ticket, where that is another than it was told. */
    @Nullable
    Onlookers news() {
        return look == null ? null : look.news();
    }

    /** Ends the stream behind what was sent; the client may come back and go on there. */
    void end() {
        leave();
        pending.clear();
        sink.tryEmitComplete();
    }

    private void leave() {
        if (gone.compareAndSet(false, true)) {
            left.run();
            if (look != null) {
                look.end();
            }
        }
    }
}
