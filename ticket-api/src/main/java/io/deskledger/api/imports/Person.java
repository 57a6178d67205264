package io.deskledger.api.imports;

import io.deskledger.model.user.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * Somebody named in a line.
 *
 * @param email in lower case
 * @param fullName the name, or null where the line gives none
 * @param role customer or agent, or null where that follows from what they do
 */
record Person(
        String email, @Nullable String fullName, @Nullable UserRole role) {

    /** What to call a person who is created without a name. */
    String nameOrMailbox() {
        return fullName == null ? email.substring(0, email.indexOf('@')) : fullName;
    }
}
