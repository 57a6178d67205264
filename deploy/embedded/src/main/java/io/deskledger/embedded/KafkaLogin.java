package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The only one whom an {@link EmbeddedKafka} lets in, by SASL/PLAIN and without encryption. */
public record KafkaLogin(String name, String password) {

    private static final String MODULE =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    /** What a client has to set. */
    public Map<String, String> properties() {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", MODULE.formatted(name, password) + ";");
    }

    /** Writes that to a file, as Java properties. */
    public Path write(Path file) throws IOException {
        return Files.write(
                file,
                properties().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    /** The broker's own: it signs in at itself, too. */
    String brokerModule() {
        return MODULE.formatted(name, password) + " user_%s=\"%s\";".formatted(name, password);
    }

    @Override
    public String toString() {
        return "KafkaLogin[hidden]";
    }
}
