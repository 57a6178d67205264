package io.deskledger.api.ticket;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timer behind {@link VocabularyService}; outlives any error. */
@Singleton
final class VocabularyWorker {

    private static final Logger LOG = LoggerFactory.getLogger(VocabularyWorker.class);

    private final VocabularyService service;

    VocabularyWorker(VocabularyService service) {
        this.service = service;
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "${deskledger.search.learn-every:1s}")
    void keep() {
        try {
            boolean more = true;
            while (more) {
                more = service.learnOnce();
            }
            service.merge();
            do {
                more = service.forgetOnce();
            } while (more);
        } catch (RuntimeException e) {
            LOG.warn("Keeping the vocabulary of the search failed and is tried again: {}", e.toString());
        }
    }
}
