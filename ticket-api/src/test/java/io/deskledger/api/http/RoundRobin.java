package io.deskledger.api.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a balancer does: it sends requests by turns to the instances that say they are ready, keeps its connections, and
 * turns to another instance only where a connection was refused, so that nothing was sent.
 */
final class RoundRobin implements AutoCloseable {

    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<URI, Instance> instances = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();

    RoundRobin() {
        var _ = checks.scheduleWithFixedDelay(this::check, 0, BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From its next check on it gets requests. */
    void add(URI instance) {
        instances.put(instance, new Instance(instance));
    }

    void remove(URI instance) {
        instances.remove(instance);
    }

    boolean isReady(URI instance) {
        Instance known = instances.get(instance);
        return known != null && known.ready;
    }

    /** How many requests the instance has answered. */
    long answers(URI instance) {
        Instance known = instances.get(instance);
        return known == null ? 0 : known.answers.get();
    }

    /**
     * Sends it once.
     *
     * @throws IOException where an instance has taken the connection and given no answer
     */
    HttpResponse<String> send(Function<URI, HttpRequest> request) throws IOException, InterruptedException {
        List<Instance> ready =
                instances.values().stream().filter(instance -> instance.ready).toList();
        int first = turn.getAndIncrement();
        for (int i = 0; i < ready.size(); i++) {
            Instance instance = ready.get(Math.floorMod(first + i, ready.size()));
            try {
                HttpResponse<String> answer = http.send(request.apply(instance.address), BodyHandlers.ofString());
                instance.answers.incrementAndGet();
                return answer;
            } catch (ConnectException e) {
                instance.ready = false;
            }
        }
        throw new IOException("no instance takes requests");
    }

    private void check() {
        instances.values().forEach(instance -> instance.ready = saysThatItIsReady(instance.address));
    }

    private boolean saysThatItIsReady(URI instance) {
        HttpRequest question = HttpRequest.newBuilder(instance.resolve("/health/readiness"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        http.shutdownNow();
    }

    private static final class Instance {

        private final URI address;
        private final AtomicLong answers = new AtomicLong();
        private volatile boolean ready;

        Instance(URI address) {
            this.address = address;
        }
    }
}
