package io.deskledger.api.presence;

import java.util.List;

/**
 * Who else looks at a ticket.
 *
 * @param ticketId the ticket
 * @param viewers some of them, by name
 * @param count how many there are
 */
public record Onlookers(long ticketId, List<Viewer> viewers, long count) {

    /**
     * Somebody who looks.
     *
     * @param id the user's id
     * @param fullName the user's name
     */
    public record Viewer(long id, String fullName) {}

    static Onlookers nobody(long ticketId) {
        return new Onlookers(ticketId, List.of(), 0);
    }

    /** The same for one of them, who is no onlooker to themselves. */
    Onlookers without(long userId) {
        return new Onlookers(
                ticketId,
                viewers.stream().filter(viewer -> viewer.id() != userId).toList(),
                count - 1);
    }
}
