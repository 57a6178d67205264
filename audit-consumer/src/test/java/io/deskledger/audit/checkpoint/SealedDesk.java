package io.deskledger.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.audit.chain.Seals;
import io.deskledger.audit.consume.AuditDesk;
import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.SignedCheckpoint;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Consumers that sign what they write, each into a file of its own. */
public final class SealedDesk implements AutoCloseable {

    private static final String EVERY = "deskledger.audit.checkpoints.every";

    public final AuditDesk desk = new AuditDesk();
    public final Path publicKey;
    public final String checkpoints = desk.topic + ".checkpoints";
    private final Path folder;
    private final Path key;

    public SealedDesk(Path folder) throws IOException {
        this.folder = folder;
        String pem = CheckpointPem.generate();
        key = Files.writeString(folder.resolve("key.pem"), pem);
        publicKey = Files.writeString(
                folder.resolve("public.pem"),
                CheckpointPem.write(CheckpointPem.signer(pem).publicKey()));
    }

    public Path file(String name) {
        return folder.resolve(name + ".ndjson");
    }

    public EmbeddedServer startConsumer(String name) {
        return startConsumer(name, Map.of());
    }

    /** A consumer that signs that often. */
    public EmbeddedServer startConsumer(String name, Duration every) {
        return startConsumer(name, Map.of(EVERY, every.toMillis() + "ms"));
    }

    /** A consumer with settings of its own. */
    public EmbeddedServer startConsumer(String name, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "deskledger.audit.checkpoints.topic",
                checkpoints,
                EVERY,
                "100ms",
                "deskledger.audit.checkpoints.file",
                file(name).toString(),
                "deskledger.audit.checkpoints.key-file",
                key.toString()));
        all.putAll(settings);
        return desk.startConsumer(all);
    }

    /** Waits until everything that is in the log is signed and the files have it. */
    public void awaitSealed(String... names) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(desk.verify(seals(names)).sealed()).isEqualTo(desk.audited()));
    }

    CheckpointKeys keys() {
        try {
            return new CheckpointKeys(List.of(CheckpointPem.publicKey(Files.readString(publicKey))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of those consumers, opened. */
    public Seals seals(String... names) {
        List<File> files = new ArrayList<>();
        for (String name : names) {
            files.add(file(name).toFile());
        }
        try {
            return new Seals(CheckpointFile.open(files, Instant.MAX), keys());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SignedCheckpoint> of(int chain, String... names) {
        List<SignedCheckpoint> found = new ArrayList<>();
        seals(names).file().of(chain).forEachRemaining(found::add);
        return found;
    }

    @Override
    public void close() {
        desk.close();
    }
}
