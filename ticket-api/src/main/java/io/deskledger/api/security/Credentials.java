package io.deskledger.api.security;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Origin;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Checks who somebody claims to be. */
@Singleton
final class Credentials {

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final FailedSignInService failures;

    Credentials(
            AccountRepository accounts, Passwords passwords, SignInThrottle throttle, FailedSignInService failures) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.failures = failures;
    }

    /**
     * The account of that name and password. Unknown names, wrong passwords and deactivated users are refused alike and
     * after the same work, so that nobody learns who has an account.
     */
    Account check(String username, String password, Origin origin) {
        String email = username.strip().toLowerCase(Locale.ROOT);
        throttle.attempt(origin.ip(), email);
        Optional<Account> account = accounts.byEmail(email);
        boolean matches =
                passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        Optional<Account> known = account.filter(found -> matches && found.active());
        if (known.isEmpty()) {
            throttle.failed(origin.ip());
            account.ifPresent(found -> failures.note(found, origin));
            throw new ProblemException.Unauthenticated("The username or the password is wrong");
        }
        throttle.succeeded(origin.ip(), email);
        failures.forget(known.get());
        return known.get();
    }
}
