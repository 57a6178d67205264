package io.deskledger.embedded;

import java.util.Map;

/** The only one whom an {@link EmbeddedKafka} lets in, by SASL/PLAIN. */
public record KafkaLogin(String name, String password) {

    private static final String MODULE =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    /** What a client has to set to sign in. */
    Map<String, String> properties() {
        return Map.of("sasl.mechanism", "PLAIN", "sasl.jaas.config", MODULE.formatted(name, password) + ";");
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
