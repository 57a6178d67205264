package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaMainIT {

    private static final String READY = "Kafka listens on port";

    @TempDir
    Path folder;

    @Test
    void losesNoAcknowledgedRecordWhenKilledAndStopsInOrderWhenAsked() throws Exception {
        int port = LoopbackPorts.free();
        String servers = "127.0.0.1:" + port;
        try (JavaProcess first = kafka(folder.resolve("kafka"), port)) {
            assertThat(first.readUntil(READY)).contains(READY);
            KafkaTopics.ensure(servers);
            Records.send(servers, 2000);
            first.kill();
        }
        try (JavaProcess second = kafka(folder.resolve("kafka"), port)) {
            assertThat(second.readUntil(READY)).contains(READY);
            Records.awaitCount(servers, 2000);

            second.process().destroy();

            assertThat(second.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("kafka/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JavaProcess kafka = kafka(folder.resolve("kafka"), taken.getLocalPort())) {
            assertThat(kafka.readUntil("\0").lines())
                    .singleElement()
                    .asString()
                    .startsWith("kafka: Port " + taken.getLocalPort() + " for Kafka is taken");
            assertThat(kafka.process().waitFor()).isEqualTo(1);
        }
    }

    @Test
    void saysInOneLineThatTheFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (JavaProcess kafka = kafka(file.resolve("kafka"), LoopbackPorts.free())) {
            assertThat(kafka.readUntil("\0").lines()).singleElement().asString().contains("can't be made");
            assertThat(kafka.process().waitFor()).isEqualTo(1);
        }
    }

    private static JavaProcess kafka(Path data, int port) throws Exception {
        return JavaProcess.start(
                KafkaMain.class,
                Map.of(),
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--controller-port",
                Integer.toString(LoopbackPorts.free()));
    }
}
