package io.deskledger.runtime.stop;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Ends each kept connection with its next answer once the service is told to stop: one that is closed while it is idle
 * may be just about to carry a request, and that would have no answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LeavingConnections {

    private final StoppingHealth health;

    LeavingConnections(StoppingHealth health) {
        this.health = health;
    }

    @ResponseFilter
    void end(MutableHttpResponse<?> answer) {
        if (health.isStopping()) {
            answer.header(HttpHeaders.CONNECTION, "close");
        }
    }
}
