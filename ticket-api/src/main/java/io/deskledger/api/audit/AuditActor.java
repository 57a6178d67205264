package io.deskledger.api.audit;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change.
 *
 * @param id the user, or null for Deskledger itself
 * @param role the role at that time, or {@code system}
 */
@Serdeable
public record AuditActor(@Nullable Long id, String role) {}
