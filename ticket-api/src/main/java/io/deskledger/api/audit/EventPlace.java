package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the log by its event: the id tells when it was recorded, and so in which part of the log it is.
 *
 * @param eventId of version 7
 */
record EventPlace(UUID eventId) {

    private static final int UUID_VERSION = 7;
    private static final int TIME_SHIFT = 16;

    /**
     * Reads the id of an address.
     *
     * @throws ProblemException.NotFound where no event can have such an id
     */
    static EventPlace parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.version() == UUID_VERSION) {
                return new EventPlace(id);
            }
        } catch (IllegalArgumentException e) {
            throw missing();
        }
        throw missing();
    }

    Instant recordedAt() {
        return Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> TIME_SHIFT);
    }

    static ProblemException missing() {
        return new ProblemException.NotFound("There is no such entry in the audit log");
    }
}
