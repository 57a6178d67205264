package io.deskledger.api.webhook.receiver;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** Sends one request to a receiver. Never throws for what a receiver does: the outcome says it. */
@Singleton
public final class Receiver {

    private static final int ANSWER_BYTES = 2_048;
    private static final int FIRST_ERROR = 300;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SUCCESS = 200;

    private final ReceiverSettings settings;
    private final Clock clock;
    private final AddressRules rules;
    private final NameLookup names;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-limit").factory());
    private @Nullable CloseableHttpClient client;

    Receiver(ReceiverSettings settings, AddressRules rules, Clock clock) {
        this.settings = settings;
        this.rules = rules;
        this.clock = clock;
        this.names = new NameLookup(settings.connectTimeout());
    }

    @PreDestroy
    void close() throws IOException {
        watchdog.shutdownNow();
        names.close();
        synchronized (this) {
            if (client != null) {
                client.close();
            }
        }
    }

    /** Opened by the first attempt: it reads all certificates that the JVM trusts, which a start has no time for. */
    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = ReceiverClient.open(settings, new CheckedDns(rules, names));
        }
        return client;
    }

    /** The most that one attempt takes. */
    public Duration limit() {
        return settings.timeout().plus(settings.connectTimeout());
    }

    /** Posts the JSON body and tells how it went. */
    public Outcome post(URI url, Map<String, String> headers, String body) {
        long started = System.nanoTime();
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> limit = watchdog.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client().executeOpen(HttpHost.create(url), request, null);
            String answer = answer(response, request);
            // Quietly: how the connection ends is of no interest once there is a status.
            Closer.closeQuietly(response);
            return new Outcome(
                    millisSince(started), response.getCode(), problem(response), answer, retryAfter(response));
        } catch (IOException | RuntimeException e) {
            String error = late.get()
                    ? "no answer within " + settings.timeout().toMillis() + " ms"
                    : ReceiverClient.describe(e);
            return new Outcome(millisSince(started), null, error, null, null);
        } finally {
            limit.cancel(false);
        }
    }

    private static @Nullable String problem(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status >= FIRST_SUCCESS && status < FIRST_ERROR) {
            return null;
        }
        return status >= FIRST_ERROR && status < FIRST_CLIENT_ERROR
                ? "the receiver redirects (" + status + "), which is not followed"
                : "the receiver answered " + status;
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header == null ? null : RetryAfter.read(header.getValue(), clock.instant());
    }

    /** The beginning of the answer. The status has been given already, so what happens to the rest changes nothing. */
    private static String answer(ClassicHttpResponse response, HttpPost request) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        byte[] bytes = new byte[ANSWER_BYTES];
        int read = 0;
        try (InputStream content = entity.getContent()) {
            for (int n = 0; n >= 0 && read < bytes.length; n = content.read(bytes, read, bytes.length - read)) {
                read += n;
            }
            // Closing would read on to the end, however far that is.
            request.cancel();
        } catch (IOException | RuntimeException e) {
            request.cancel();
        }
        return new String(bytes, 0, read, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private static int millisSince(long started) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
