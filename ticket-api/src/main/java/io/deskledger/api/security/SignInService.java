package io.deskledger.api.security;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Keeps people signed in, and remembers that they signed in. */
@Singleton
class SignInService {

    private static final String REUSED = "refresh_token_reused";

    /** It had expired, or its user is not active any more: nobody else needs to have it. */
    private static final String REFUSED = "refresh_token_refused";

    private final AccountRepository accounts;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final Outbox outbox;
    private final Clock clock;

    SignInService(
            AccountRepository accounts,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Signs in somebody whose credentials were checked. */
    @Transactional
    Tokens signIn(Account account, Origin origin) {
        signedIn(account, origin);
        return tokens(refreshTokens.issueFirst(account.id()));
    }

    /** The same for a browser; answers the secret of its cookie. */
    @Transactional
    String signInBrowser(Account account, Origin origin) {
        signedIn(account, origin);
        return refreshTokens.issueForBrowser(account.id()).token();
    }

    private void signedIn(Account account, Origin origin) {
        long version = accounts.countSignIn(account)
                .orElseThrow(() -> new ProblemException.Unauthenticated("The account has just changed; sign in again"));
        Actor actor = Actor.user(account.id(), account.role());
        outbox.append(new UserEvent.SignedIn(header(account.id(), version, actor, origin), Map.of()));
    }

    /**
     * The next pair, or empty where the token is not good (any more): then its session ends for good, because of two
     * who have the token one is not the owner. Going on with a session leaves no event, its unexpected end does.
     */
    @Transactional
    Optional<Tokens> refresh(String refreshToken, Origin origin) {
        Optional<Session> session = refreshTokens.exchange(refreshToken);
        if (session.isEmpty()) {
            String reason = refreshTokens.wasUsed(refreshToken) ? REUSED : REFUSED;
            refreshTokens.revoke(refreshToken).ifPresent(ended -> ended(ended, reason, origin));
        }
        return session.map(refreshTokens::issue).map(this::tokens);
    }

    /** Ends the token's session, access tokens included; answers it, if it had not ended before. */
    @Transactional
    Optional<Session> signOut(String refreshToken, Origin origin) {
        Optional<Session> session = refreshTokens.revoke(refreshToken);
        session.flatMap(ended -> accounts.next(ended.userId())).ifPresent(next -> {
            long user = session.get().userId();
            EventHeader header = header(user, next.version(), Actor.user(user, next.role()), origin);
            outbox.append(new UserEvent.SignedOut(header, Map.of()));
        });
        return session;
    }

    /** Ends all sessions of a user, access tokens included. */
    @Transactional
    void signOutEverywhere(Caller caller) {
        AccountRepository.Next next =
                accounts.next(caller.id()).orElseThrow(() -> new ProblemException.NotFound("There is no such user"));
        refreshTokens.revokeAll(caller.id());
        EventHeader header = header(caller.id(), next.version(), caller.actor(), caller.origin());
        outbox.append(new UserEvent.SignedOut(header, Map.of("sessions", FieldChange.of(null, "all"))));
    }

    private void ended(Session session, String reason, Origin origin) {
        accounts.next(session.userId())
                .ifPresent(next -> outbox.append(new UserEvent.SessionEnded(
                        header(session.userId(), next.version(), Actor.SYSTEM, origin),
                        Map.of("reason", FieldChange.of(null, reason)))));
    }

    private EventHeader header(long userId, long version, Actor actor, Origin origin) {
        return new EventHeader(EventIds.next(), clock.instant(), userId, version, actor, origin);
    }

    private Tokens tokens(RefreshTokens.Issued issued) {
        return new Tokens(accessTokens.issue(issued.session()), issued.token(), "Bearer", accessTokens.seconds());
    }
}
