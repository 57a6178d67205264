package io.deskledger.runtime.stop;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first thing that happens on SIGTERM: the service says that it is not ready, waits until balancers have noticed
 * and clients have left ({@link LeavingConnections}), takes no more connections, and lets the requests that are under
 * way end. Only then is anything taken away from them.
 */
@Singleton
final class GracefulStop implements ApplicationEventListener<ShutdownEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final StopSettings settings;
    private final StoppingHealth health;
    private final GracefulShutdownManager manager;

    GracefulStop(StopSettings settings, StoppingHealth health, GracefulShutdownManager manager) {
        this.settings = settings;
        this.health = health;
        this.manager = manager;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        health.stopping();
        try {
            Thread.sleep(settings.delay());
            manager.shutdownGracefully()
                    .toCompletableFuture()
                    .get(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some requests did not end within {} and are cut off", settings.grace());
        } catch (ExecutionException e) {
            LOG.warn("Not everything ended as it should", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
