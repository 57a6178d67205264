package io.deskledger.api.assignment;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The timer behind {@link AgentLoadService}; outlives any error. */
@Singleton
final class AgentLoadWorker {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoadWorker.class);

    private final AgentLoadService service;

    AgentLoadWorker(AgentLoadService service) {
        this.service = service;
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "${deskledger.assignment.fold-every:1s}")
    void fold() {
        try {
            service.foldOnce();
        } catch (RuntimeException e) {
            LOG.warn("Summing up the agents' loads failed and is tried again: {}", e.toString());
        }
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "${deskledger.assignment.recount-every:1h}")
    void recount() {
        try {
            service.recountOnce()
                    .ifPresent(drifted -> LOG.atLevel(drifted == 0 ? Level.DEBUG : Level.WARN)
                            .log("Recounted the agents' loads: {} had been wrong", drifted));
        } catch (RuntimeException e) {
            LOG.warn("Recounting the agents' loads failed and is tried again: {}", e.toString());
        }
    }
}
