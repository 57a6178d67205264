package io.deskledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void onlyThePasswordThatWasHashedMatches() {
        String hash = passwords.hash("correct horse battery");
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterx", hash)).isFalse();
        assertThat(passwords.matches("correct horse battery", null)).isFalse();
    }

    /** Whoever measures how long the answer takes must not learn who has an account. */
    @Test
    void aStrangerCostsAsMuchWorkAsAUser() {
        String hash = passwords.hash("correct horse battery");
        assertThat(Argon2Function.getInstanceFromHash(Passwords.HASH_OF_NOBODY))
                .isEqualTo(Argon2Function.getInstanceFromHash(hash));
        assertThat(Passwords.HASH_OF_NOBODY).hasSameSizeAs(hash);
    }
}
