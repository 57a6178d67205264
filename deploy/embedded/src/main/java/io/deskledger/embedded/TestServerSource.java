package io.deskledger.embedded;

/**
 * Starts servers for tests by other means than this module's own; found as a Java service, asked where the system
 * property {@code servers} has its name.
 */
public interface TestServerSource {

    /** What the property says. */
    String name();

    /**
     * Starts an empty PostgreSQL that lives until {@link TestServers#closeAtEnd}; answers an administrator's JDBC URL.
     */
    String startPostgres();

    /** Starts an empty Kafka in the same way; answers its bootstrap servers. */
    String startKafka();
}
