package io.deskledger.api.console;

import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;

/**
 * A signed-in person's request for a page; bound as an argument of controller methods.
 *
 * @param caller who asks
 * @param csrf what forms on the page prove themselves with
 * @param words what the page says
 * @param theme {@code light}, {@code dark}, or empty for what the machine prefers
 * @param part whether only a part of the page is asked for
 * @param path what was asked for, with its query
 */
public record Visit(Caller caller, String csrf, Words words, String theme, boolean part, String path) {

    public boolean isAdmin() {
        return caller.role() == UserRole.ADMIN;
    }

    public boolean isStaff() {
        return caller.isStaff();
    }
}
