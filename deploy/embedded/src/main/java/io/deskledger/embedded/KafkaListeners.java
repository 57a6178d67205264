package io.deskledger.embedded;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker listens.
 *
 * @param port for clients
 * @param controllerPort the node talks to itself on
 * @param login who may come; null for anybody
 */
record KafkaListeners(
        int port, int controllerPort, @Nullable KafkaLogin login) {

    static final String CONTROLLER = "CONTROLLER";

    private static final String SIGNED_IN = "SASL_PLAINTEXT";

    Map<String, String> settings() {
        String client = (login == null ? "PLAINTEXT" : SIGNED_IN) + "://" + LoopbackPorts.HOST + ":" + port;
        String controller = CONTROLLER + "://" + LoopbackPorts.HOST + ":" + controllerPort;
        Map<String, String> settings = new HashMap<>(Map.of(
                "controller.listener.names", CONTROLLER,
                "listeners", client + "," + controller,
                "advertised.listeners", client));
        if (login != null) {
            settings.putAll(Map.of(
                    "listener.security.protocol.map",
                    SIGNED_IN + ":" + SIGNED_IN + "," + CONTROLLER + ":PLAINTEXT",
                    "security.inter.broker.protocol",
                    SIGNED_IN,
                    "sasl.enabled.mechanisms",
                    "PLAIN",
                    "sasl.mechanism.inter.broker.protocol",
                    "PLAIN",
                    "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                    login.brokerModule()));
        }
        return settings;
    }
}
