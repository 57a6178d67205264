package io.deskledger.api.imports;

import org.jspecify.annotations.Nullable;

/**
 * Somebody named in a line.
 *
 * @param email in lower case
 * @param fullName the name, or null where the line gives none
 */
record Person(String email, @Nullable String fullName) {

    /** What to call a person who is created without a name. */
    String nameOrMailbox() {
        return fullName == null ? email.substring(0, email.indexOf('@')) : fullName;
    }
}
