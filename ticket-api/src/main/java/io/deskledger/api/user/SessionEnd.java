package io.deskledger.api.user;

import io.deskledger.api.security.RefreshTokens;
import jakarta.inject.Singleton;

/** Ends the sessions of those who may no longer go on with them. */
@Singleton
final class SessionEnd {

    private final RefreshTokens refreshTokens;

    SessionEnd(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    /** A new password ends what was begun with the old one; a deactivated user has no sessions. */
    void endWhere(User user, boolean newPassword) {
        if (newPassword || !user.active()) {
            refreshTokens.revokeAll(user.id());
        }
    }
}
