package io.deskledger.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConnectionTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("kafka.properties"), """
                security.protocol=SASL_SSL
                sasl.jaas.config=a.Module required password="hunter2";
                ssl.truststore.password=hunter2
                ssl.keystore.password=hunter2
                ssl.key.password=hunter2
                ssl.keystore.key=hunter2
                """);
    }

    @Test
    void addsWhatAClientSetsByItself() {
        BrokerConnection connection = new BrokerConnection("a:9092,b:9092", file.toString());

        assertThat(connection.with(Map.of(ProducerConfig.ACKS_CONFIG, "all")))
                .hasSize(8)
                .containsEntry("bootstrap.servers", "a:9092,b:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("acks", "all");
        assertThat(new BrokerConnection("a:9092", "").with(Map.of())).isEqualTo(Map.of("bootstrap.servers", "a:9092"));
    }

    /** A client logs its configuration as it is printed here. */
    @Test
    void kafkaPrintsNoSecretOfIt() {
        BrokerConnection connection = new BrokerConnection("a:9092", file.toString());

        String printed =
                new AdminClientConfig(connection.with(Map.of())).values().toString();

        assertThat(printed)
                .contains("sasl.jaas.config=[hidden]", "ssl.keystore.key=[hidden]")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAFileThatSaysWhatAcknowledgementsAreWorth() throws IOException {
        Files.writeString(file, "acks=0");

        assertThatThrownBy(() -> new BrokerConnection("a:9092", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acks is nothing that it may set");
    }
}
