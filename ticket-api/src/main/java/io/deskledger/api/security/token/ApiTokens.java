package io.deskledger.api.security.token;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deskledger.api.security.Secrets;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/**
 * What tokens are good for, remembered for less than a second: a token in constant use costs one query a second, and
 * its revocation or its user's deactivation acts within one.
 */
@Singleton
public final class ApiTokens {

    /** Makes a token recognisable, so that scanners for leaked secrets find it. */
    static final String PREFIX = "dl_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Duration MEMORY = Duration.ofMillis(900);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);
    private static final int MAX_TOKENS = 100_000;

    private final AsyncLoadingCache<String, Optional<TokenGrant>> grants;
    private final ApiTokenRepository repository;
    private final Clock clock;

    ApiTokens(ApiTokenRepository repository, Clock clock, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.repository = repository;
        this.clock = clock;
        this.grants = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_TOKENS)
                .executor(blocking)
                .buildAsync(this::load);
    }

    /** Whether a bearer token claims to be an API token. */
    public static boolean isOne(String bearer) {
        return bearer.startsWith(PREFIX);
    }

    /** What the token is good for, or empty where that is nothing; never blocks. */
    public CompletableFuture<Optional<TokenGrant>> grant(String token) {
        if (!FORM.matcher(token).matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return grants.get(HexFormat.of().formatHex(Secrets.hash(token)))
                .thenApply(found -> found.filter(grant -> grant.expiresAt().isAfter(clock.instant())));
    }

    /** Makes a revocation act at once on this instance. */
    public void forget(long tokenId) {
        grants.synchronous()
                .asMap()
                .values()
                .removeIf(grant ->
                        grant.filter(known -> known.tokenId() == tokenId).isPresent());
    }

    private Optional<TokenGrant> load(String hash) {
        Instant now = clock.instant();
        Optional<ApiTokenRepository.Found> found =
                repository.find(HexFormat.of().parseHex(hash), now);
        Instant due = now.minus(NOTED_EVERY);
        found.filter(known ->
                        known.lastUsedAt().filter(used -> used.isAfter(due)).isEmpty())
                .ifPresent(known -> repository.touch(known.grant().tokenId(), now, due));
        return found.map(ApiTokenRepository.Found::grant);
    }
}
