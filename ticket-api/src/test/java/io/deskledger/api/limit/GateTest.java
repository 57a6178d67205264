package io.deskledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final Gate gate = new Gate(2, SHORT, "Other works");

    @Test
    void whoseTurnDoesNotComeIsTurnedAway() {
        String answer = gate.pass(() -> gate.pass(() -> {
            assertThatThrownBy(() -> gate.pass(() -> "a third"))
                    .isInstanceOfSatisfying(ProblemException.TooManyRequests.class, no -> {
                        assertThat(no.detail()).isEqualTo("Other works are under way; try again");
                        assertThat(no.retryAfter()).isEqualTo(SHORT);
                    });
            return "a second";
        }));
        assertThat(answer).isEqualTo("a second");
    }

    @Test
    void aFailureGivesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> gate.pass(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(gate.pass(() -> "done")).isEqualTo("done");
    }

    @Test
    void whoIsInterruptedGivesUp() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.pass(() -> "done")).isInstanceOf(ProblemException.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
