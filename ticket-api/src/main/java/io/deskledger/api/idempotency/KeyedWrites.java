package io.deskledger.api.idempotency;

import io.deskledger.api.limit.Gate;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does a keyed write once. The write, its events and the key with its answer are committed in one transaction, around
 * the write's own: see docs/decisions/0008-idempotency-keys.md.
 */
@Singleton
class KeyedWrites {

    static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLEANING_BATCH = 1_000;

    private final TransactionOperations<Connection> transactions;
    private final KeyRepository keys;
    private final JsonMapper json;
    private final Clock clock;
    private final Gate gate;

    KeyedWrites(
            TransactionOperations<Connection> transactions,
            KeyRepository keys,
            JsonMapper json,
            Clock clock,
            @Value("${datasources.default.maximum-pool-size}") int connections) {
        this.transactions = transactions;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        // Each holds its connection until the answer is known, whatever it waits for.
        this.gate = new Gate(Math.max(1, connections / 2), PATIENCE, "Many requests with a key");
    }

    /**
     * The answer of the write, or the one that was given to it before; a write that was refused, or only tried out,
     * keeps nothing.
     */
    HttpResponse<?> answer(KeyedRequest request, Supplier<HttpResponse<?>> write) {
        return gate.pass(() -> answerInOneTransaction(request, write));
    }

    private HttpResponse<?> answerInOneTransaction(KeyedRequest request, Supplier<HttpResponse<?>> write) {
        return Objects.requireNonNull(transactions.<HttpResponse<?>>executeWrite(status -> {
            Instant now = clock.instant();
            if (!keys.tryLock(request)) {
                throw new ProblemException.Busy("A request with this Idempotency-Key is under way", RETRY_AFTER);
            }
            KeyRepository.Kept kept = keys.find(request, now.minus(MEMORY)).orElse(null);
            if (kept != null) {
                return replay(request, kept);
            }
            HttpResponse<?> response = write.get();
            if (response.code() < HttpResponse.badRequest().code() && !status.isRollbackOnly()) {
                keys.insert(request, keep(response), now);
            } else {
                status.setRollbackOnly();
            }
            return response;
        }));
    }

    /** Forgets the keys that are a day old. */
    void clean() {
        Instant until = clock.instant().minus(MEMORY);
        int deleted;
        do {
            deleted = keys.deleteExpired(until, CLEANING_BATCH);
        } while (deleted == CLEANING_BATCH);
    }

    private static HttpResponse<?> replay(KeyedRequest request, KeyRepository.Kept kept) {
        if (!kept.digest().equals(request.digest())) {
            throw new ProblemException.Unprocessable(
                    "This Idempotency-Key was used for another request; take a new key for a new request");
        }
        KeptAnswer answer = kept.answer();
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(answer.status(), "").header(REPLAYED, "true");
        putWhereThereIs(response, HttpHeaders.CONTENT_TYPE, answer.contentType());
        putWhereThereIs(response, HttpHeaders.LOCATION, answer.location());
        putWhereThereIs(response, HttpHeaders.ETAG, answer.etag());
        String body = answer.body();
        return body == null ? response : response.body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void putWhereThereIs(MutableHttpResponse<?> response, String header, @Nullable String value) {
        if (value != null) {
            response.header(header, value);
        }
    }

    private KeptAnswer keep(HttpResponse<?> response) {
        String body = response.getBody().map(this::text).orElse(null);
        String type = response.getContentType().map(MediaType::toString).orElse(MediaType.APPLICATION_JSON);
        return new KeptAnswer(
                response.code(),
                body == null ? null : type,
                response.getHeaders().get(HttpHeaders.LOCATION),
                response.getHeaders().get(HttpHeaders.ETAG),
                body);
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that can be sent can be kept", e);
        }
    }
}
