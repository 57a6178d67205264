package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad parameters of the report on gaps, which needs no log to refuse them. */
class GapParametersIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=noon",
                "?to=2026-13-01T00:00:00Z",
                "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?from=2025-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?deep=true",
            })
    void areNamed(String query) {
        assertThat(ApiServer.shared()
                        .admin()
                        .get("/audit/gaps" + query)
                        .expectProblem(400)
                        .blamed())
                .isNotEmpty();
    }
}
