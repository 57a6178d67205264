package io.deskledger.api.security;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id by the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, two passes, one
 * lane). Each hash costs tens of milliseconds of one core, so only as many run at once as there are cores.
 */
@Singleton
public final class Passwords {

    /** The shortest password that may be set, in characters. */
    public static final int MIN_LENGTH = 12;

    /** The longest password, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int MAX_WAIT_SECONDS = 10;
    /** What a password of nobody is held against: no hash that was ever made, with the parameters of those that are. */
    static final String HASH_OF_NOBODY = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** The hash with its salt and parameters, in the PHC format. */
    public String hash(String password) {
        return bounded(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2()).getResult());
    }

    /** Whether the password is the one that was hashed. Takes equally long where there is no hash. */
    public boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? HASH_OF_NOBODY : hash;
        boolean matches =
                bounded(() -> Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared)));
        return matches && hash != null;
    }

    /** Kept by the library, with its 19 MiB, from the first password on, which need not be there at a start. */
    private static Argon2Function argon2() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!cores.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException.Unavailable("Too many people are signing in at once; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException.Unavailable("The server is stopping");
        }
        try {
            return work.get();
        } finally {
            cores.release();
        }
    }
}
