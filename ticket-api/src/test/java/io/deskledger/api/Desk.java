package io.deskledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Bodies that tests send, and how long a change may be unknown. */
public final class Desk {

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(1);

    private Desk() {}

    /**
     * Fails unless whoever asks later than a second after a change is refused with that status. Called right behind the
     * change; however long an answer takes on a busy machine, only when it was asked for counts.
     */
    public static void refusedWithinASecond(int refusal, IntSupplier ask) {
        long changed = System.nanoTime();
        long asked;
        int status;
        do {
            asked = System.nanoTime();
            status = ask.getAsInt();
        } while (status != refusal && asked - changed <= KNOWN_WITHIN.toNanos());
        assertThat(status).isEqualTo(refusal);
    }

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
