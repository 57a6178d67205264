package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Origin;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Sign-ins of browsers: the secret in a cookie is a refresh token that is marked, and can't be exchanged. So a session
 * of the console begins, ends and is revoked exactly as one of the API, but never becomes one.
 */
@Singleton
public final class BrowserSessions {

    /** Less than the second within which a session's end has to act, as that of {@link CallerRoles}. */
    private static final Duration MEMORY = Duration.ofMillis(900);

    private static final int MAX_SESSIONS = 100_000;
    private static final int MAX_USERNAME = 254;

    private final Credentials credentials;
    private final SignInService service;
    private final CallerRoles roles;
    private final AsyncLoadingCache<String, Optional<HeldSession>> sessions;

    BrowserSessions(
            Credentials credentials,
            SignInService service,
            CallerRoles roles,
            HeldSessions held,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.credentials = credentials;
        this.service = service;
        this.roles = roles;
        this.sessions = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_SESSIONS)
                .executor(blocking)
                .buildAsync(held::find);
    }

    /**
     * Signs somebody in.
     *
     * @return the secret for the browser's cookie
     * @throws ProblemException.Unauthenticated where the name or the password is wrong
     */
    public String signIn(String username, String password, Origin origin) {
        if (username.isBlank()
                || username.length() > MAX_USERNAME
                || password.isEmpty()
                || password.length() > Passwords.MAX_LENGTH) {
            throw new ProblemException.Unauthenticated("The username or the password is wrong");
        }
        return service.signInBrowser(credentials.check(username, password, origin), origin);
    }

    /** Ends the session of that cookie. */
    public void signOut(String secret, Origin origin) {
        service.signOut(secret, origin).ifPresent(roles::forget);
        sessions.synchronous().invalidate(secret);
    }

    /** Ends all sessions of the caller, here and elsewhere. */
    public void signOutEverywhere(Caller caller) {
        service.signOutEverywhere(caller);
        roles.forget(caller.id());
    }

    /** The session of a cookie, or empty where it has ended; never blocks. */
    CompletableFuture<Optional<HeldSession>> of(String secret) {
        return sessions.get(secret);
    }
}
