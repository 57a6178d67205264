package io.deskledger.api.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.user.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * One event of the log.
 *
 * @param chain the hash chain, and {@code seq} the place in it
 * @param ofTicket whether it belongs to a ticket: those are for agents too
 * @param cloudEvent the event as CloudEvents structured JSON; never changed
 */
record FeedEvent(int chain, long seq, boolean ofTicket, ObjectNode cloudEvent) {

    private static final String DATA = "data";
    private static final String REQUEST = "request";

    /** What that role may see of it: admins everything, agents events of tickets; null where that is nothing. */
    @Nullable
    JsonNode visibleTo(UserRole role) {
        if (role == UserRole.ADMIN) {
            return cloudEvent;
        }
        return role == UserRole.AGENT && ofTicket ? withoutClient() : null;
    }

    /** The event without where the client was and what it ran, which only admins see. */
    private JsonNode withoutClient() {
        if (!cloudEvent.path(DATA).path(REQUEST).isObject()) {
            return cloudEvent;
        }
        ObjectNode copy = cloudEvent.deepCopy();
        copy.withObject("/" + DATA + "/" + REQUEST).putNull("ip").putNull("user_agent");
        return copy;
    }
}
