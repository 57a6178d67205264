package io.deskledger.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerPropertiesTest {

    @TempDir
    Path folder;

    @Test
    void tellsHowToConnectAndWhoWeAre() throws IOException {
        String file = file("""
                # a broker elsewhere
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
                  username="desk" password="hunter2 = ä";
                ssl.truststore.location=/run/secrets/ca.pem
                client.dns.lookup=resolve_canonical_bootstrap_servers_only
                socket.connection.setup.timeout.ms=5000
                reconnect.backoff.max.ms=2000
                connections.max.idle.ms=60000
                """);

        assertThat(BrokerProperties.mistakes(file)).isEmpty();
        assertThat(BrokerProperties.read(file))
                .hasSize(8)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required "
                                + "username=\"desk\" password=\"hunter2 = ä\";");
    }

    @Test
    void withoutAFileThereIsNothing() {
        assertThat(BrokerProperties.mistakes("")).isEmpty();
        assertThat(BrokerProperties.read(" ")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "bootstrap.servers",
                "enable.idempotence",
                "group.id",
                "auto.offset.reset",
                "max.in.flight.requests.per.connection",
                "interceptor.classes",
                "retries"
            })
    void whatIsOursIsNamedAndRefused(String name) throws IOException {
        String file = file("security.protocol=SSL\n" + name + "=hunter2\n");

        assertThat(BrokerProperties.mistakes(file))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .startsWith("DESKLEDGER_KAFKA_PROPERTIES_FILE: " + name + " is nothing that it may set")
                        .contains("security.*, sasl.*, ssl.*"));
        assertThatThrownBy(() -> BrokerProperties.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("hunter2");
    }

    /** Lines that were broken over become names, and are secret. */
    @Test
    void aBrokenKeyIsNotShown() throws IOException {
        String file = file("ssl.keystore.key=-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHunter2\nacks=0\n");

        List<String> mistakes = BrokerProperties.mistakes(file);

        assertThat(mistakes).hasSize(2);
        assertThat(String.join("\n", mistakes))
                .contains("a name that is not shown", ": acks is")
                .doesNotContain("Hunter2");
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        String missing = folder.resolve("none").toString();
        String odd = file("sasl.password=\\u00zz-hunter2");

        assertThat(BrokerProperties.mistakes(missing))
                .containsExactly("DESKLEDGER_KAFKA_PROPERTIES_FILE: " + missing + " can't be read");
        assertThat(BrokerProperties.mistakes(folder.toString()))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake).endsWith("can't be read"));
        assertThat(BrokerProperties.mistakes(odd))
                .containsExactly("DESKLEDGER_KAFKA_PROPERTIES_FILE: " + odd + " is no properties file");
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "kafka", ".properties"), content)
                .toString();
    }
}
