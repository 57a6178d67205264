package io.deskledger.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this JVM, on the loopback interface.
 *
 * <p>With one broker {@code acks=all} means: the record is in this broker's log. It outlives a kill of the process (the
 * operating system holds it), not the loss of the machine's power or disk; for that, run a cluster of three.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final @Nullable TemporaryFolder temporary;
    private final String bootstrapServers;

    private EmbeddedKafka(
            KafkaRaftServer server, FolderLock lock, @Nullable TemporaryFolder temporary, String bootstrapServers) {
        this.server = server;
        this.lock = lock;
        this.temporary = temporary;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker on a folder that is kept, formatting it on first use.
     *
     * @param port the port for clients, 0 for any free one
     * @param controllerPort the port the node talks to itself on, 0 for any free one
     * @throws EmbeddedServerException when a port is taken, the folder unusable or in use by a living broker
     */
    public static EmbeddedKafka start(Path dataDir, int port, int controllerPort) {
        return start(
                Folders.writable(dataDir, "Kafka"), new KafkaListeners(port, controllerPort, KafkaGate.OPEN), null);
    }

    /** Starts a broker on free ports and a folder that is deleted on close. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(KafkaGate.OPEN);
    }

    /** The same, for those alone whom the gate lets in. */
    public static EmbeddedKafka startTemporary(KafkaGate gate) {
        return startTemporary(new KafkaListeners(0, 0, gate));
    }

    private static EmbeddedKafka startTemporary(KafkaListeners listeners) {
        TemporaryFolder folder = TemporaryFolder.create("kafka", abandoned -> {});
        try {
            return start(Folders.writable(folder.path().resolve("data"), "Kafka"), listeners, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedKafka start(Path data, KafkaListeners wanted, @Nullable TemporaryFolder temporary) {
        try {
            FolderLock lock = FolderLock.acquire(Folders.sibling(data, ".lock"), "Kafka's data folder " + data);
            try {
                int port = LoopbackPorts.require(wanted.port(), "Kafka");
                int controllerPort = LoopbackPorts.require(wanted.controllerPort(), "Kafka's controller");
                format(data);
                KafkaRaftServer server = run(new KafkaConfig(
                        KafkaSettings.of(data, new KafkaListeners(port, controllerPort, wanted.gate())), false));
                LOG.info("Kafka listens on port {}, data in {}", port, data);
                return new EmbeddedKafka(server, lock, temporary, LoopbackPorts.HOST + ":" + port);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("Kafka on " + data + " did not start: " + e, e);
        }
    }

    private static KafkaRaftServer run(KafkaConfig config) {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw new EmbeddedServerException("Kafka did not start: " + e.getMessage(), e);
        }
    }

    private static void format(Path data) throws IOException {
        // Written last, so a folder whose formatting was cut short is formatted again.
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(KafkaSettings.NODE_ID)
                    .setControllerListenerName(KafkaListeners.CONTROLLER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Waits until the broker has stopped. */
    void awaitShutdown() {
        server.awaitShutdown();
    }

    /** Stops the broker in order: what it holds is written and its shutdown marked clean. */
    @Override
    public void close() {
        try (lock) {
            server.shutdown();
            server.awaitShutdown();
        } catch (IOException e) {
            throw new EmbeddedServerException("Kafka did not stop: " + e, e);
        }
        if (temporary != null) {
            temporary.close();
        }
    }
}
