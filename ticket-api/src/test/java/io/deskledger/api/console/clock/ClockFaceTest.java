package io.deskledger.api.console.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.console.clock.ClockFace.Look;
import io.deskledger.api.ticket.SlaView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockFaceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(600);
    private static final Instant LATER = NOW.plusSeconds(7_200);

    private static SlaView.Target clock(String state, @Nullable Instant due, boolean stopped) {
        Instant warn = due == null ? null : due.minusSeconds(1_800);
        return new SlaView.Target(state, 14_400, due, warn, null, stopped ? NOW : null);
    }

    private static Look look(SlaView.Target target) {
        return ClockFace.all(new SlaView(1, null, null, target), NOW).getFirst().look();
    }

    @Test
    void everyStateHasItsLook() {
        assertThat(look(clock("running", LATER, false))).isEqualTo(Look.RUNNING);
        assertThat(look(clock("running", SOON, false))).isEqualTo(Look.SOON);
        assertThat(look(clock("running", NOW.minusSeconds(1), false))).isEqualTo(Look.OVER);
        assertThat(look(clock("breached", NOW.minusSeconds(1), false))).isEqualTo(Look.OVER);
        assertThat(look(clock("breached", NOW.minusSeconds(1), true))).isEqualTo(Look.LATE);
        assertThat(look(clock("paused", null, false))).isEqualTo(Look.PAUSED);
        assertThat(look(clock("met", LATER, true))).isEqualTo(Look.MET);
    }

    @Test
    void theMostPressingIsTheOneThatIsShown() {
        SlaView.Target met = clock("met", LATER, true);
        SlaView.Target over = clock("breached", NOW.minusSeconds(60), false);
        SlaView.Target running = clock("running", LATER, false);
        assertThat(ClockFace.pressing(new SlaView(1, met, null, running), NOW))
                .hasValueSatisfying(face -> assertThat(face.kind()).isEqualTo("resolution"));
        assertThat(ClockFace.pressing(new SlaView(1, over, null, running), NOW))
                .hasValueSatisfying(face -> assertThat(face.kind()).isEqualTo("first_response"));
        assertThat(ClockFace.pressing(new SlaView(1, over, null, met), NOW))
                .hasValueSatisfying(face -> assertThat(face.look()).isEqualTo(Look.OVER));
        assertThat(ClockFace.pressing(new SlaView(1, null, null, null), NOW)).isEmpty();
        assertThat(ClockFace.pressing(null, NOW)).isEmpty();
    }
}
