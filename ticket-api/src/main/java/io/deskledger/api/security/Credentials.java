package io.deskledger.api.security;

import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks who somebody claims to be. */
@Singleton
final class Credentials {

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    Credentials(AccountRepository accounts, Passwords passwords, SignInThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /**
     * The account of that name and password. Unknown names, wrong passwords and deactivated users are refused alike and
     * after the same work, so that nobody learns who has an account.
     */
    Account check(String username, String password, @Nullable String address) {
        String email = username.strip().toLowerCase(Locale.ROOT);
        throttle.attempt(address, email);
        Optional<Account> account = accounts.byEmail(email);
        boolean matches =
                passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        Account known = account.filter(found -> matches && found.active())
                .orElseThrow(() -> new ProblemException.Unauthenticated("The username or the password is wrong"));
        throttle.succeeded(address, email);
        return known;
    }
}
