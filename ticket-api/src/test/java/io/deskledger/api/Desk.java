package io.deskledger.api;

import java.util.HashMap;
import java.util.Map;

/** Bodies that tests send. */
public final class Desk {

    private Desk() {}

    /** A ticket that is fine. */
    public static Map<String, Object> ticket() {
        return Map.of("title", "The printer is on fire", "description", "Smoke comes out of tray two.");
    }

    /** A ticket that is fine but for what is given here. */
    public static Map<String, Object> ticketWith(String field, Object value) {
        Map<String, Object> ticket = new HashMap<>(ticket());
        ticket.put(field, value);
        return ticket;
    }
}
