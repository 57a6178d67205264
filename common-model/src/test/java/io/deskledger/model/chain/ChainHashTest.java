package io.deskledger.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainHashTest {

    private static final String DATA = "{\"entity\":\"tickets\",\"id\":42}";

    private static final AuditRow ROW = new AuditRow(
            3,
            1,
            UUID.fromString("019ca8e5-5e4b-7000-8000-000000000001"),
            Instant.parse("2026-03-01T10:15:30.123Z"),
            Instant.parse("2026-03-01T10:15:30.123456Z"),
            "io.deskledger.ticket.created.v1",
            "tickets",
            42,
            42L,
            1,
            "CREATE",
            null,
            "system",
            "req-1",
            0,
            DATA);

    @Test
    void isWhatTheDocumentationSays() throws IOException {
        String page = Files.readString(Path.of("../docs/audit-trail.md"));
        String canonical = HexFormat.of().formatHex(ChainHash.canonical(ROW));
        Hash dataHash = ChainHash.ofData(DATA);
        Hash rowHash = ChainHash.ofRow(Hash.GENESIS, ROW, dataHash);

        assertThat(page.replaceAll("\\s", "")).as("canonical form").contains(canonical);
        assertThat(page).contains(DATA, "data_hash " + dataHash, "row_hash  " + rowHash);
    }

    @Test
    void takesNoLengthForAnother() {
        AuditRow shifted = new AuditRow(
                3,
                1,
                ROW.eventId(),
                ROW.recordedAt(),
                ROW.occurredAt(),
                ROW.type() + "t",
                "ickets",
                42,
                42L,
                1,
                "CREATE",
                null,
                "system",
                "req-1",
                0,
                DATA);
        assertThat(hash(shifted)).isNotEqualTo(hash(ROW));
    }

    @Test
    void dependsOnThePlaceAndOnWhatWentBefore() {
        Hash dataHash = ChainHash.ofData(DATA);
        assertThat(hash(ROW.at(2))).isNotEqualTo(hash(ROW));
        assertThat(ChainHash.ofRow(hash(ROW), ROW, dataHash)).isNotEqualTo(hash(ROW));
    }

    private static Hash hash(AuditRow row) {
        return ChainHash.ofRow(Hash.GENESIS, row, ChainHash.ofData(DATA));
    }
}
