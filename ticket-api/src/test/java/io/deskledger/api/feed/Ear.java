package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.ApiServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of the stream that keeps no thread, and reads what comes as the standard says. */
final class Ear implements Flow.Subscriber<String>, AutoCloseable {

    private static final int LIMIT_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A few threads for all ears: with as many as it likes, the client's would be counted as the server's. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(
                    4, Thread.ofPlatform().name("ear-", 0).daemon().factory()))
            .build();

    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final List<String> data = new ArrayList<>();
    private String name = "";
    private volatile @Nullable JsonNode viewers;
    private volatile String id = "";
    private volatile @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;
    private CompletableFuture<HttpResponse<Void>> response = new CompletableFuture<>();

    private Ear() {}

    /** An event with the id that goes on behind it. */
    record Frame(String id, JsonNode event) {
        String eventId() {
            return event.get("id").textValue();
        }
    }

    /** Begins to listen; headers are names and values in turn. */
    static Ear to(ApiServer server, String token, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.server().getURI().resolve("/api/v1/events/stream" + query))
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        Ear ear = new Ear();
        ear.response = HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(ear));
        return ear;
    }

    static Ear goingOn(ApiServer server, String token, String lastEventId) {
        return to(server, token, "", "Last-Event-ID", lastEventId);
    }

    /** Waits until the stream has said where it begins. */
    Ear opened() {
        await(opened);
        return this;
    }

    /** The next event, or null where none comes within that time. */
    @Nullable
    Frame poll(long millis) throws InterruptedException {
        return frames.poll(millis, TimeUnit.MILLISECONDS);
    }

    Frame next() throws InterruptedException {
        Frame frame = poll(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        assertThat(frame).as("an event within " + LIMIT_SECONDS + " s").isNotNull();
        return frame;
    }

    /** What a client sends as {@code Last-Event-ID} when it comes back. */
    String lastId() {
        return id;
    }

    /** Who else looks at its ticket, as it was last told; null before that. */
    @Nullable
    JsonNode viewers() {
        return viewers;
    }

    int heartbeats() {
        return heartbeats.get();
    }

    /** Waits for the end, in whatever order. */
    void awaitEnd() {
        await(ended);
    }

    /** Waits for the end; answers what broke the connection, or null where it was ended in good order. */
    @Nullable
    Throwable ended() {
        await(ended);
        return failure;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        response.cancel(true);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("data: ")) {
            data.add(line.substring(6));
        } else if (line.startsWith(": heartbeat")) {
            heartbeats.incrementAndGet();
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.isEmpty()) {
            if (name.equals("viewers")) {
                viewers = json(String.join("\n", data));
            } else if (!data.isEmpty()) {
                frames.add(new Frame(id, json(String.join("\n", data))));
            }
            data.clear();
            name = "";
            opened.countDown();
        } else {
            assertThat(line).isEqualTo("retry: 3000");
        }
    }

    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError(text, e);
        }
    }
}
