package io.deskledger.api.ticket;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A person as a ticket names them.
 *
 * @param id the user's id
 * @param fullName the name
 * @param email the address; null where the caller is a customer
 */
@Serdeable
public record PersonView(long id, String fullName, @Nullable String email) {}
