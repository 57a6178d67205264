package io.deskledger.model.event;

import java.time.Instant;
import java.util.UUID;

/**
 * What every change event says of itself.
 *
 * @param id UUIDv7, so it also tells when the change was recorded
 * @param time when the change happened; for imported history earlier than when it was recorded
 * @param entityId the id of the changed entity within its kind
 * @param version the entity's version after the change: 1 for its creation, then without a gap
 * @param actor who made the change
 * @param origin the request that caused it
 */
public record EventHeader(UUID id, Instant time, long entityId, long version, Actor actor, Origin origin) {

    public EventHeader {
        if (id.version() != 7) {
            throw new IllegalArgumentException("an event's id is a UUIDv7, not " + id);
        }
        if (entityId < 1 || version < 1) {
            throw new IllegalArgumentException("an event's entity id and version start at 1");
        }
    }

    /** When the change was recorded, to the millisecond: the time inside the UUIDv7 (RFC 9562, section 5.7). */
    public Instant recordedAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
