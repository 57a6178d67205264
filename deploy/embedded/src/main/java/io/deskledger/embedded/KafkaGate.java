package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom an {@link EmbeddedKafka} lets in, and whether connections are encrypted.
 *
 * @param login who may come; null for anybody, or with TLS for whoever has a certificate that is trusted
 * @param tls null for connections that anybody can read
 */
public record KafkaGate(
        @Nullable KafkaLogin login, @Nullable KafkaTls tls) {

    /** Anybody. */
    static final KafkaGate OPEN = new KafkaGate(null, null);

    /** The protocol's name, which the listener has, too. */
    String protocol() {
        String transport = tls == null ? "PLAINTEXT" : "SSL";
        return login == null ? transport : "SASL_" + transport;
    }

    /** What a client has to set; empty where nothing is asked for. */
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        if (login != null) {
            properties.putAll(login.properties());
        }
        if (tls != null) {
            properties.putAll(tls.trust());
            if (login == null) {
                properties.putAll(tls.identity());
            }
        }
        if (!properties.isEmpty()) {
            properties.put("security.protocol", protocol());
        }
        return properties;
    }

    /** Writes that to a file, as Java properties. */
    public Path write(Path file) throws IOException {
        return Files.write(
                file,
                properties().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    /** What the broker has to set. */
    Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>();
        if (login != null) {
            String listener = "listener.name." + protocol().toLowerCase(Locale.ROOT);
            settings.put("sasl.enabled.mechanisms", "PLAIN");
            settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
            settings.put(listener + ".plain.sasl.jaas.config", login.brokerModule());
        }
        if (tls != null) {
            settings.putAll(tls.identity());
            settings.putAll(tls.trust());
            settings.put("ssl.client.auth", login == null ? "required" : "none");
        }
        return settings;
    }
}
