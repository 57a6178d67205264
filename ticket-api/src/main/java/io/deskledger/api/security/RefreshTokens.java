package io.deskledger.api.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Issues refresh tokens and takes them back; works in the caller's transaction. */
@Singleton
public final class RefreshTokens {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final RefreshTokenRepository repository;
    private final BrowserSettings browsers;
    private final Clock clock;

    RefreshTokens(RefreshTokenRepository repository, BrowserSettings browsers, Clock clock) {
        this.repository = repository;
        this.browsers = browsers;
        this.clock = clock;
    }

    /** Ends every session of the user; access tokens end with their session. */
    public void revokeAll(long userId) {
        repository.revokeAll(userId, clock.instant());
    }

    /** Begins a session with its first token. */
    Issued issueFirst(long userId) {
        repository.forgetExpired(userId, clock.instant());
        return issue(new Session(userId, UUID.randomUUID()));
    }

    Issued issue(Session session) {
        return issue(session, LIFETIME, false);
    }

    /** Begins the session of a browser; its token is the secret of the cookie, and good as long as that. */
    Issued issueForBrowser(long userId) {
        repository.forgetExpired(userId, clock.instant());
        return issue(new Session(userId, UUID.randomUUID()), browsers.session(), true);
    }

    private Issued issue(Session session, Duration lifetime, boolean ofBrowser) {
        String token = Secrets.random();
        Instant now = clock.instant();
        repository.insert(
                Secrets.hash(token), session, new RefreshTokenRepository.Life(now, now.plus(lifetime), ofBrowser));
        return new Issued(session, token);
    }

    /** Takes the token in exchange, or empty where it can't be taken (any more). */
    Optional<Session> exchange(String token) {
        return repository.use(Secrets.hash(token), clock.instant());
    }

    /** Whether the token was taken in exchange before. */
    boolean wasUsed(String token) {
        return repository.wasUsed(Secrets.hash(token));
    }

    /** The session that ends with the token, or empty where there is none or it has ended before. */
    Optional<Session> revoke(String token) {
        return repository.revokeFamilyOf(Secrets.hash(token), clock.instant());
    }

    /** A token and the session that it goes on with. */
    record Issued(Session session, String token) {}
}
