package io.deskledger.api.idempotency;

import io.deskledger.api.http.ApiRequests;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Takes the writes that come with a key aside; all others pass it by. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(IdempotencyFilter.AFTER_EVERY_REFUSAL)
final class IdempotencyFilter implements ConditionalFilter {

    static final String HEADER = "Idempotency-Key";
    static final int AFTER_EVERY_REFUSAL = 39_600;

    private static final Pattern SANE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final KeyedWrites writes;
    private final RequestDigest digest;
    private final ExecutorService blocking;

    IdempotencyFilter(
            KeyedWrites writes, RequestDigest digest, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.writes = writes;
        this.digest = digest;
        this.blocking = blocking;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return request.getHeaders().contains(HEADER) && ApiRequests.isWrite(request) && ApiRequests.isOfApi(request);
    }

    /**
     * The rest of the chain runs within the transaction of the key, which travels in the propagated context of the
     * thread that lets the chain proceed.
     */
    @RequestFilter
    Publisher<HttpResponse<?>> answer(HttpRequest<?> request, FilterContinuation<Publisher<HttpResponse<?>>> chain) {
        if (!isEnabled(request)) {
            // The framework does not ask for requests with an Origin.
            return chain.proceed();
        }
        String key = key(request);
        requireKeepable(request);
        long userId = userId(request);
        PropagatedContext context = PropagatedContext.getOrEmpty();
        return body(request).flatMap(body -> {
            Supplier<HttpResponse<?>> work = () -> writes.answer(
                    new KeyedRequest(userId, key, digest.of(request, body)),
                    () -> Objects.requireNonNull(Mono.from(chain.proceed()).block()));
            return Mono.fromFuture(CompletableFuture.supplyAsync(context.wrap(work), blocking), true);
        });
    }

    private static String key(HttpRequest<?> request) {
        List<String> given = request.getHeaders().getAll(HEADER);
        if (given.size() != 1 || !SANE.matcher(given.getFirst()).matches()) {
            throw new ProblemException.Invalid(HEADER, "must be one text of 1 to 200 visible ASCII characters");
        }
        return given.getFirst();
    }

    private static void requireKeepable(HttpRequest<?> request) {
        RouteAttributes.getRouteMatch(request)
                .map(RouteMatch::getAnnotationMetadata)
                .flatMap(annotations -> annotations.stringValue(NoIdempotencyKey.class))
                .ifPresent(reason -> {
                    throw new ProblemException.Invalid(HEADER, "can't be honoured here: " + reason);
                });
        request.getContentType()
                .filter(type ->
                        !type.getSubtype().endsWith("json") || type.getSubtype().contains("ndjson"))
                .ifPresent(type -> {
                    throw new ProblemException.Invalid(
                            HEADER, "can't be honoured for bodies of type " + type.getName() + ", only for JSON");
                });
    }

    private static long userId(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(user -> Long.parseLong(user.getName()))
                .orElseThrow(() -> new ProblemException.Invalid(HEADER, "belongs to a user, and nobody has signed in"));
    }

    private static Mono<byte[]> body(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> received)) {
            throw new IllegalStateException("a server's request has bytes");
        }
        return Mono.<CloseableAvailableByteBody>fromFuture(() -> received.byteBody()
                        .split(ByteBody.SplitBackpressureMode.FASTEST)
                        .buffer()
                        .thenApply(body -> body))
                .map(body -> {
                    try (body) {
                        return body.toByteArray();
                    }
                });
    }
}
