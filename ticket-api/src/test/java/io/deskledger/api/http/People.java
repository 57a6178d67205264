package io.deskledger.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * People who create tickets, change them and look at them, one request after the other, until they are told to stop.
 */
final class People implements AutoCloseable {

    private static final int MANY = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RoundRobin balancer;
    private final String token;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(MANY);
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();

    People(RoundRobin balancer, String token) {
        this.balancer = balancer;
        this.token = token;
    }

    void work() {
        for (int i = 0; i < MANY; i++) {
            var _ = threads.scheduleWithFixedDelay(this::workOnOneTicket, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How many requests were answered as they should be. */
    long answers() {
        return answers.get();
    }

    /** What was not. */
    Queue<String> losses() {
        return losses;
    }

    /** The titles of the tickets whose creation was answered. */
    Set<String> created() {
        return created;
    }

    private void workOnOneTicket() {
        String title = "Ticket " + UUID.randomUUID();
        try {
            HttpResponse<String> ticket = ask(
                    201,
                    base -> request(base, "")
                            .POST(BodyPublishers.ofString("{\"title\": \"" + title
                                    + "\", \"description\": \"Smoke comes out of tray two.\"}"))
                            .build());
            created.add(title);
            String path = "/" + JSON.readTree(ticket.body()).get("id").longValue();
            ask(
                    200,
                    base -> request(base, path)
                            .method("PATCH", BodyPublishers.ofString("{\"priority\": \"high\"}"))
                            .build());
            ask(200, base -> request(base, path).GET().build());
        } catch (IOException | RuntimeException e) {
            losses.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> ask(int expected, Function<URI, HttpRequest> request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = balancer.send(request);
        if (answer.statusCode() != expected) {
            throw new IOException(
                    answer.request().method() + " was answered " + answer.statusCode() + " " + answer.body());
        }
        answers.incrementAndGet();
        return answer;
    }

    private HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve("/api/v1/tickets" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    /** Lets everybody end what they are at. */
    void end() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            losses.add("a request had no answer within " + PATIENCE);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
