package io.deskledger.api.security;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
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
        long version = accounts.countSignIn(account)
                .orElseThrow(() -> new ProblemException.Unauthenticated("The account has just changed; sign in again"));
        RefreshTokens.Issued first = refreshTokens.issueFirst(account.id());
        EventHeader header = new EventHeader(
                EventIds.next(),
                clock.instant(),
                account.id(),
                version,
                Actor.user(account.id(), account.role()),
                origin);
        outbox.append(new UserEvent.SignedIn(header, Map.of()));
        return tokens(first);
    }

    /** The next pair, or empty where the token is not good (any more): then its family is revoked for good. */
    @Transactional
    Optional<Tokens> refresh(String refreshToken) {
        return refreshTokens.exchange(refreshToken).map(refreshTokens::issue).map(this::tokens);
    }

    /** Ends the token's session, access tokens included; answers it, if there was one. */
    @Transactional
    Optional<Session> signOut(String refreshToken) {
        return refreshTokens.revoke(refreshToken);
    }

    private Tokens tokens(RefreshTokens.Issued issued) {
        return new Tokens(accessTokens.issue(issued.session()), issued.token(), "Bearer", accessTokens.seconds());
    }
}
