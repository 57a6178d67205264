package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaState;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Rows as a PostgreSQL 18 wrote them by {@code record_send}. */
class StoredClocksTest {

    private static final String MET = "00000009" // columns
            + "00000019" + "0000000e" + "66697273745f726573706f6e7365" // text: first_response
            + "00000014" + "00000008" + "0000000000000007"
            + "00000014" + "00000008" + "0000000000000e10"
            + "00000019" + "00000003" + "6d6574"
            + "00000010" + "00000001" + "00"
            + "000004a0" + "00000008" + "000303e7239f9c40" // 2026-11-23T02:30:00.123456Z
            + "000004a0" + "ffffffff"
            + "000004a0" + "00000008" + "ffffffffffffffff" // a microsecond before 2000
            + "000004a0" + "00000008" + "0000000000000000";

    private static final String RUNNING = MET.replace(
                    "0000000e66697273745f726573706f6e7365", "0000000a7265736f6c7574696f6e")
            .replace("000000036d6574", "0000000772756e6e696e67")
            .replace("000000100000000100", "000000100000000101");

    @Test
    void readsThemBackwards() {
        assertThat(StoredClocks.read(HexFormat.of().parseHex(RUNNING + MET)))
                .containsExactly(
                        clock(SlaKind.FIRST_RESPONSE, SlaState.MET, false),
                        clock(SlaKind.RESOLUTION, SlaState.RUNNING, true));
    }

    @Test
    void refusesWhatIsNoClock() {
        byte[] other = HexFormat.of().parseHex("00000001" + "00000010" + "00000001" + "01");
        assertThatThrownBy(() -> StoredClocks.read(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 columns");
    }

    private static ShownClock clock(SlaKind kind, SlaState state, boolean open) {
        return new ShownClock(
                kind,
                7,
                3600,
                state,
                open,
                Instant.parse("2026-11-23T02:30:00.123456Z"),
                null,
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                Instant.parse("2000-01-01T00:00:00Z"));
    }
}
