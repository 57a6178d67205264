package io.deskledger.audit.retention;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks soon after the start, and then every day, what is to be erased; outlives every error. */
@Singleton
final class RetentionTimer implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionTimer.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofDays(1);

    private final RetentionConfiguration configuration;
    private final Retention retention;
    private final CountDownLatch stopping = new CountDownLatch(1);

    RetentionTimer(RetentionConfiguration configuration, DataSource database, Clock clock) {
        this.configuration = configuration;
        this.retention = new Retention(database, configuration.months(), clock);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        LOG.info("{}", configuration);
        if (configuration.months() > 0) {
            Thread.ofPlatform().name("audit-retention").daemon().start(this::run);
        }
    }

    private void run() {
        try {
            Duration wait = FIRST;
            while (!stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                passOnce();
                wait = EVERY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOnce() {
        try {
            LOG.info("The contents of {} entries were too old", retention.pass());
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Contents that are too old are erased next time: {}", e.toString(), e);
        }
    }

    /** What is under way ends with the process, and changes nothing. */
    @PreDestroy
    void stop() {
        stopping.countDown();
    }
}
