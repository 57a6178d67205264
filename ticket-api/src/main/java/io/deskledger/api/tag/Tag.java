package io.deskledger.api.tag;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A tag.
 *
 * @param id the tag's id
 * @param name in lower case
 * @param version the number of events that it has left itself; 0 where it came by its use
 * @param createdAt when it was first used or created
 */
@Serdeable
record Tag(long id, String name, long version, Instant createdAt) {}
