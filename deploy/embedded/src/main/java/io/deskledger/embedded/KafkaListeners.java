package io.deskledger.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a broker listens.
 *
 * @param port for clients
 * @param controllerPort the node talks to itself on
 * @param gate who may come
 */
record KafkaListeners(int port, int controllerPort, KafkaGate gate) {

    static final String CONTROLLER = "CONTROLLER";

    Map<String, String> settings() {
        String name = gate.protocol();
        String client = name + "://" + LoopbackPorts.HOST + ":" + port;
        String controller = CONTROLLER + "://" + LoopbackPorts.HOST + ":" + controllerPort;
        Map<String, String> settings = new HashMap<>(Map.of(
                "controller.listener.names", CONTROLLER,
                "listeners", client + "," + controller,
                "advertised.listeners", client,
                "listener.security.protocol.map", name + ":" + name + "," + CONTROLLER + ":PLAINTEXT",
                "security.inter.broker.protocol", name));
        settings.putAll(gate.brokerSettings());
        return settings;
    }
}
