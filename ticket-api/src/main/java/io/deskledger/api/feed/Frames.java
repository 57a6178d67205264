package io.deskledger.api.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.presence.Onlookers;
import io.deskledger.model.user.UserRole;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire of a stream. Each frame's id is the position behind it, so that whoever comes back with the
 * last one goes on right there.
 */
final class Frames {

    private static final String RETRY = "retry: 3000\n";
    private static final String HEARTBEAT = ": heartbeat\n";
    private static final String VIEWERS = "event: viewers\n";

    private static final int PIECE_BYTES = 16 * 1024;

    private Frames() {}

    /** The first frame: where the stream begins, and when to come back once it has ended. */
    static byte[] first(FeedPosition position) {
        return (RETRY + id(position) + "\n").getBytes(UTF_8);
    }

    /** Nothing new; moves the reader behind events that were not for it. */
    static byte[] heartbeat(FeedPosition position) {
        return (HEARTBEAT + id(position) + "\n").getBytes(UTF_8);
    }

    /** The event as that role may see it, or null where it may not. */
    static byte @Nullable [] of(FeedEvent event, UserRole role, FeedPosition position) {
        JsonNode visible = event.visibleTo(role);
        return visible == null ? null : (id(position) + "data: " + visible + "\n\n").getBytes(UTF_8);
    }

    /** Who else looks at a ticket: an event of another name and without a position, for it is none of the log. */
    static byte[] of(Onlookers others) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("ticket_id", others.ticketId()).put("count", others.count());
        var viewers = data.putArray("viewers");
        others.viewers()
                .forEach(viewer -> viewers.addObject().put("id", viewer.id()).put("full_name", viewer.fullName()));
        return (VIEWERS + "data: " + data + "\n\n").getBytes(UTF_8);
    }

    /** The frame in pieces of a few kilobytes, each made when it is asked for; most frames are one. */
    static Iterable<byte[]> pieces(byte[] frame) {
        if (frame.length <= PIECE_BYTES) {
            return List.of(frame);
        }
        return () -> IntStream.iterate(0, from -> from < frame.length, from -> from + PIECE_BYTES)
                .mapToObj(from -> Arrays.copyOfRange(frame, from, Math.min(from + PIECE_BYTES, frame.length)))
                .iterator();
    }

    private static String id(FeedPosition position) {
        return "id: " + position.text() + "\n";
    }
}
