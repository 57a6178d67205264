package io.deskledger.api.bulk;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.limit.Gate;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Receives the bodies of bulk changes before their turn comes, in good time: who sends slowly keeps nobody's place.
 * Only a few large ones are received at once, for each is held in memory; small ones wait for nobody.
 */
@Singleton
final class BulkBodies {

    /** 10,000 new tickets of 1,600 bytes each. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** 10,000 ids and more. */
    private static final int SMALL_BYTES = 256 * 1024;

    private static final int LARGE_AT_ONCE = 3;

    private final Gate large;
    private final Duration limit;
    private final ExecutorService executor;

    BulkBodies(BulkSettings settings, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.large = new Gate(LARGE_AT_ONCE, settings.patience(), "Other large bulk changes");
        this.limit = settings.upload();
        this.executor = executor;
    }

    /**
     * The body, whose JSON is not looked at yet.
     *
     * @throws ProblemException.TooLarge where it has more bytes than may be
     * @throws ProblemException.Unreadable where it does not come in time
     */
    Received receive(HttpRequest<?> request, InputStream body) {
        long length = request.getContentLength();
        return length >= 0 && length <= SMALL_BYTES
                ? receive(body, SMALL_BYTES)
                : large.pass(() -> receive(body, MAX_BYTES));
    }

    private Received receive(InputStream body, int most) {
        Future<byte[]> bytes = executor.submit(() -> {
            try (body) {
                return body.readNBytes(most + 1);
            }
        });
        try {
            return new Received(bytes.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            bytes.cancel(true);
            throw new ProblemException.Unreadable(
                    "The body has not come within " + limit.toSeconds() + " seconds; send less at once");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? new UncheckedIOException("reading a body failed", cause)
                    : new IllegalStateException("reading a body failed", e.getCause());
        } catch (InterruptedException e) {
            bytes.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProblemException.Unavailable("The server is stopping; try again");
        }
    }

    /** A body as it came. */
    static final class Received {
        private final byte[] bytes;

        Received(byte[] bytes) {
            this.bytes = bytes;
        }

        JsonBody json() {
            return JsonBody.read(new ByteArrayInputStream(bytes), MAX_BYTES);
        }
    }
}
