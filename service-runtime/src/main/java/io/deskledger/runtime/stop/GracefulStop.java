package io.deskledger.runtime.stop;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanRegistration;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first thing that happens on SIGTERM: the service says that it is not ready, waits until balancers have noticed
 * and clients have left ({@link LeavingConnections}), takes no more connections, and lets the requests and the work of
 * its own that are under way end, side by side. Only then is anything taken away from them.
 */
@Singleton
final class GracefulStop implements ApplicationEventListener<ShutdownEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** What its own work has beyond the time of the requests. */
    private static final Duration MORE = Duration.ofSeconds(10);

    private final StopSettings settings;
    private final StoppingHealth health;
    private final GracefulShutdownManager manager;
    private final BeanContext beans;

    GracefulStop(StopSettings settings, StoppingHealth health, GracefulShutdownManager manager, BeanContext beans) {
        this.settings = settings;
        this.health = health;
        this.manager = manager;
        this.beans = beans;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        health.stopping();
        try {
            Thread.sleep(settings.delay());
            Deadline deadline = Deadline.in(settings.grace().plus(MORE));
            List<BackgroundWork> work = work();
            work.forEach(BackgroundWork::end);
            endRequests();
            for (BackgroundWork one : work) {
                one.awaitEnd(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been begun: nothing is made only to be ended. */
    private List<BackgroundWork> work() {
        return beans.getActiveBeanRegistrations(BackgroundWork.class).stream()
                .map(BeanRegistration::getBean)
                .toList();
    }

    private void endRequests() throws InterruptedException {
        try {
            manager.shutdownGracefully()
                    .toCompletableFuture()
                    .get(settings.grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some requests did not end within {} and are cut off", settings.grace());
        } catch (ExecutionException e) {
            LOG.warn("Not everything ended as it should", e.getCause());
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
