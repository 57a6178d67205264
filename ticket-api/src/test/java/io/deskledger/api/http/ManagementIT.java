package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import org.junit.jupiter.api.Test;

/** Who may see how the process is. */
class ManagementIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void everybodyMaySeeWhetherItLives() {
        assertThat(get(api.anonymous(), "/health/liveness")).isEqualTo(200);
        assertThat(get(api.anonymous(), "/health/readiness")).isEqualTo(200);
    }

    @Test
    void metricsAreForAdmins() {
        assertThat(get(api.anonymous(), "/prometheus")).isEqualTo(401);
        assertThat(get(api.customer().client(), "/prometheus")).isEqualTo(403);
        assertThat(get(api.agent().client(), "/prometheus")).isEqualTo(403);
        assertThat(get(api.admin(), "/prometheus")).isEqualTo(200);
    }

    private static int get(ApiClient client, String path) {
        return client.getOutside(path).status();
    }
}
