package io.deskledger.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.RowMarks;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file is read from its end: what it says of a chain is found at once after a year too. */
class CheckpointFolioIT {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final CheckpointSigner signer = CheckpointPem.signer(CheckpointPem.generate());

    @TempDir
    private Path folder;

    @Test
    void theLastOfEachChainIsFoundAndWhatFollowsIsRemembered() throws IOException {
        Path file = folder.resolve("checkpoints.ndjson");
        List<SignedCheckpoint> all = new ArrayList<>();
        for (int size = 1; size <= 60; size++) {
            all.add(checkpoint(0, size));
            if (size <= 2) {
                all.add(checkpoint(1, size));
            }
        }
        try (CheckpointFolio folio = CheckpointFolio.open(file)) {
            assertThat(folio.last(0)).isEmpty();
            folio.append(all);
        }
        // What a loss of power leaves.
        Files.writeString(file, Files.readString(file) + "{\"chain\":1,\"size\":");
        try (CheckpointFolio folio = CheckpointFolio.open(file)) {
            assertThat(folio.last(2)).isEmpty();
            assertThat(folio.last(1)).contains(checkpoint(1, 2));
            assertThat(folio.last(0)).contains(checkpoint(0, 60));
            folio.append(List.of(checkpoint(0, 61), checkpoint(2, 1)));
            assertThat(folio.last(0)).contains(checkpoint(0, 61));
            assertThat(folio.last(2)).contains(checkpoint(2, 1));
            long size = Files.size(file);
            folio.append(List.of(checkpoint(0, 59), checkpoint(0, 61)));
            assertThat(Files.size(file)).isEqualTo(size);
            assertThat(folio.last(0)).contains(checkpoint(0, 61));
        }
    }

    /** Eight gigabytes that are not read: a file with a hole takes no room. */
    @Test
    void whatIsWrittenBehindHalfALineCanBeRead() throws IOException {
        Path file = folder.resolve("checkpoints.ndjson");
        try (CheckpointFolio folio = CheckpointFolio.open(file)) {
            folio.append(List.of(checkpoint(0, 1)));
            // What a full disk leaves, of a file that is open.
            Files.writeString(file, "{\"chain\":0,\"size\":", StandardOpenOption.APPEND);
            folio.append(List.of(checkpoint(0, 2), checkpoint(1, 1)));
        }
        assertThat(Files.readAllLines(file))
                .contains(CheckpointJson.write(checkpoint(0, 2)), CheckpointJson.write(checkpoint(1, 1)));
    }

    @Test
    @Timeout(20)
    void itsLengthDoesNotMatter() throws IOException {
        Path file = folder.resolve("checkpoints.ndjson");
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(8L << 30);
        }
        try (CheckpointFolio folio = CheckpointFolio.open(file)) {
            folio.append(List.of());
        }
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.seek(grown.length());
            for (int size = 1; size <= 3; size++) {
                grown.writeBytes("\n" + CheckpointJson.write(checkpoint(5, size)));
            }
        }
        try (CheckpointFolio folio = CheckpointFolio.open(file)) {
            assertThat(folio.last(5)).contains(checkpoint(5, 3));
        }
    }

    /** Large enough that a few of them fill a block. */
    private SignedCheckpoint checkpoint(int chain, int size) {
        List<Hash> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(size, 30) * 40; row++) {
            rows.add(Hash.GENESIS);
        }
        return signer.sign(new Checkpoint(
                chain,
                size * 40L,
                Hash.GENESIS,
                Hash.GENESIS,
                RowMarks.of(rows),
                BEGIN.plus(Duration.ofMinutes(size)),
                Hash.GENESIS));
    }
}
