package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnalyticsSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDaysOfADeadWorkerAreTakenOverWithinAMinute() {
        assertThat(new AnalyticsSettings(3, SECOND, Duration.ofSeconds(8), SECOND).heartbeat())
                .hasSeconds(8);
        assertThatThrownBy(() -> new AnalyticsSettings(3, SECOND, Duration.ofSeconds(9), SECOND))
                .hasMessageContaining("DESKLEDGER_ANALYTICS_HEARTBEAT")
                .hasMessageContaining("PT9S");
        assertThatThrownBy(() -> new AnalyticsSettings(0, SECOND, SECOND, SECOND))
                .hasMessageContaining("positive");
    }
}
