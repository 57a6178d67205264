package io.deskledger.api.security;

import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Finds the session that a cookie holds. */
@Singleton
class HeldSessions {

    private final RefreshTokenRepository tokens;
    private final BrowserSettings settings;
    private final Clock clock;

    HeldSessions(RefreshTokenRepository tokens, BrowserSettings settings, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    @Connectable
    Optional<HeldSession> find(String secret) {
        Instant now = clock.instant();
        return tokens.held(Secrets.hash(secret), now.minus(settings.session()), now)
                .map(issued -> new HeldSession(issued.session(), issued.at().plus(settings.session())));
    }
}
