package io.deskledger.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * How to reach a broker.
 *
 * @param bootstrapServers host:port pairs joined by commas
 * @param properties how to connect and sign in; empty where nothing is asked for
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> properties) {

    Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>(properties);
        configuration.put("bootstrap.servers", bootstrapServers);
        return configuration;
    }

    @Override
    public String toString() {
        return "KafkaAccess[" + bootstrapServers + ", properties hidden]";
    }
}
