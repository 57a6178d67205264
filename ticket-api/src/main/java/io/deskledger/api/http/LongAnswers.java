package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers of any length, piece by piece as fast as the client takes them: memory holds a piece and some {@link Slices}.
 * A few run at once, and one whose client takes nothing for a while is cut off.
 */
@Singleton
public final class LongAnswers {

    private static final int AT_ONCE = 4;
    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    private final LongAnswersSettings settings;
    private final Scheduler scheduler;
    private final Standing standing;
    private final Clock clock;
    private final Counter written;
    private final Map<UUID, Instant> running = new ConcurrentHashMap<>();

    LongAnswers(
            LongAnswersSettings settings,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor,
            Standing standing,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.scheduler = Schedulers.fromExecutorService(executor);
        this.standing = standing;
        this.clock = clock;
        this.written = Counter.builder("deskledger.export.bytes")
                .description("Bytes of exports that were handed to clients, before compression")
                .register(metrics);
        Gauge.builder("deskledger.export.running", running, Map::size)
                .description("Exports that are under way")
                .register(metrics);
    }

    /**
     * The answer that these pieces make, gzipped where the request takes that. The first piece is made at once, so what
     * is wrong shows before anything is sent. HEAD makes no pieces and takes no place: nobody would come for them.
     *
     * @param pieces each call gives the next one; null after the last
     * @throws ProblemException.TooManyRequests where enough of them are under way
     */
    public HttpResponse<Publisher<byte[]>> answer(
            HttpRequest<?> request, MediaType type, Supplier<byte @Nullable []> pieces) {
        boolean gzip = takesGzip(request);
        if (request.getMethod() == HttpMethod.HEAD) {
            return withHeaders(HttpResponse.ok(), type, gzip);
        }
        UUID id = enter();
        try {
            Slices slices = new Slices(whileAllowed(request, pieces));
            PieceEncoder encoder = new PieceEncoder(gzip);
            Publisher<byte[]> body = Flux.<byte[], PieceEncoder>generate(
                            () -> encoder, (packing, sink) -> next(slices, packing, sink), PieceEncoder::end)
                    .filter(piece -> piece.length > 0)
                    .doOnSubscribe(_ -> running.replace(id, Instant.MAX))
                    .subscribeOn(scheduler)
                    .doFinally(_ -> running.remove(id));
            return withHeaders(HttpResponse.ok(body), type, gzip);
        } catch (RuntimeException e) {
            running.remove(id);
            throw e;
        }
    }

    /** Breaks off where the caller would not be let in any more: a sign-out or another role counts at once. */
    private Supplier<byte @Nullable []> whileAllowed(HttpRequest<?> request, Supplier<byte @Nullable []> pieces) {
        BooleanSupplier isAllowed = standing.of(request);
        AtomicLong looked = new AtomicLong(System.nanoTime());
        return () -> {
            long now = System.nanoTime();
            if (now - looked.get() >= LOOK_EACH.toNanos()) {
                if (!isAllowed.getAsBoolean()) {
                    throw new ProblemException.Unauthenticated("Who asked is not let in any more");
                }
                looked.set(now);
            }
            return pieces.get();
        };
    }

    private static HttpResponse<Publisher<byte[]>> withHeaders(
            MutableHttpResponse<Publisher<byte[]>> response, MediaType type, boolean gzip) {
        response.contentType(type).header(HttpHeaders.VARY, "Accept, Accept-Encoding");
        return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
    }

    private PieceEncoder next(Slices slices, PieceEncoder encoder, SynchronousSink<byte[]> sink) {
        byte[] piece = encoder.isEnded() ? null : slices.get();
        if (encoder.isEnded()) {
            sink.complete();
        } else if (piece == null) {
            sink.next(encoder.end());
        } else {
            written.increment(piece.length);
            sink.next(encoder.add(piece));
        }
        return encoder;
    }

    /** An answer that nobody comes for does not keep its place for ever; one that is sent keeps it until it ends. */
    private synchronized UUID enter() {
        Instant now = clock.instant();
        running.values().removeIf(begun -> begun.isBefore(now.minus(settings.patience())));
        if (running.size() >= AT_ONCE) {
            throw new ProblemException.TooManyRequests("Other exports are under way; try again", settings.patience());
        }
        UUID id = UUID.randomUUID();
        running.put(id, now);
        return id;
    }

    private static boolean takesGzip(HttpRequest<?> request) {
        for (String part : request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String coding : part.split(",", -1)) {
                String[] words = coding.replace(" ", "").split(";", -1);
                boolean refused = words.length > 1 && words[1].matches("q=0(\\.0*)?");
                if (words[0].equalsIgnoreCase("gzip") && !refused) {
                    return true;
                }
            }
        }
        return false;
    }
}
