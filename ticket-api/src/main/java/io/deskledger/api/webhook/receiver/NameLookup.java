package io.deskledger.api.webhook.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the name service within a limit, on threads of the platform: a look-up can't be interrupted, and on a virtual
 * thread it would hold one of the few carriers of them all.
 */
final class NameLookup implements CheckedDns.Lookup, AutoCloseable {

    private static final int MOST_THREADS = 100;
    private static final int IDLE_SECONDS = 10;

    private final Duration limit;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

    NameLookup(Duration limit) {
        this.limit = limit;
    }

    @Override
    public InetAddress[] all(String host) throws UnknownHostException {
        Future<InetAddress[]> found;
        try {
            found = threads.submit(() -> InetAddress.getAllByName(host));
        } catch (RejectedExecutionException e) {
            throw new NoAddressException("too many names are being looked up");
        }
        try {
            return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAddressException("the name service did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new NoAddressException("the host's name leads to no address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAddressException("the look-up of the name was interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
