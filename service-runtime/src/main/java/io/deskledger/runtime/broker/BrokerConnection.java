package io.deskledger.runtime.broker;

import io.deskledger.model.settings.BrokerProperties;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How the broker is reached: its addresses, and what {@link BrokerProperties} adds. Every client of Kafka is made from
 * it; see docs/decisions/0044-secured-kafka.md.
 */
@Singleton
public final class BrokerConnection {

    private final String bootstrapServers;
    private final Map<String, String> properties;

    /**
     * Reads the file once: who changes it starts the service again.
     *
     * @param bootstrapServers host:port pairs joined by commas
     * @param propertiesFile empty: none
     * @throws IllegalArgumentException where the file can't be read or has what it may not
     */
    public BrokerConnection(
            @Value("${deskledger.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${deskledger.kafka.properties-file:}") String propertiesFile) {
        this.bootstrapServers = bootstrapServers;
        this.properties = BrokerProperties.read(propertiesFile);
    }

    /** The configuration of a client with these keys of its own, which count before all others. */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> configuration = new HashMap<>(properties);
        configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.putAll(own);
        return configuration;
    }
}
