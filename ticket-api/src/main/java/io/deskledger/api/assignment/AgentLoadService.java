package io.deskledger.api.assignment;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** Sums up loads. Of several instances one does it at a time; choosing does not wait for it. */
@Singleton
class AgentLoadService {

    private final AgentLoadRepository loads;

    AgentLoadService(AgentLoadRepository loads) {
        this.loads = loads;
    }

    /** Folds what has changed into the sums. */
    @Transactional
    void foldOnce() {
        if (loads.tryLockSums()) {
            loads.fold();
        }
    }

    /** Counts anew; answers of how many agents the sum was wrong, or empty where another instance is at it. */
    @Transactional
    OptionalLong recountOnce() {
        return loads.tryLockSums() ? OptionalLong.of(loads.recount()) : OptionalLong.empty();
    }
}
