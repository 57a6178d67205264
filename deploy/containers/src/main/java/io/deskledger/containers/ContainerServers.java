package io.deskledger.containers;

import io.deskledger.embedded.TestServerSource;
import io.deskledger.embedded.TestServers;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL and Kafka from their public images, as hostile and as forgetful as the embedded ones of the tests. System
 * properties {@code postgres.image} and {@code kafka.image} name others.
 */
public final class ContainerServers implements TestServerSource {

    private static final int POSTGRES_PORT = 5432;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "of-a-container-of-tests";

    @Override
    public String name() {
        return "testcontainers";
    }

    @Override
    public String startPostgres() {
        // It starts twice: the first time to make the cluster, on a socket alone.
        GenericContainer<?> server = new GenericContainer<>(image("postgres", "postgres:18"))
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withCommand(
                        "postgres",
                        "-cfsync=off",
                        "-cfull_page_writes=off",
                        "-cmax_connections=100",
                        "-cwal_level=replica",
                        "-cjit=off",
                        "-crandom_page_cost=1.1",
                        // Nobody's zone, so that code which relies on the session's fails in a test.
                        "-ctimezone=Asia/Kathmandu")
                .withExposedPorts(POSTGRES_PORT)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2)
                        .withStartupTimeout(PATIENCE));
        TestServers.closeAtEnd(server);
        server.start();
        return "jdbc:postgresql://%s:%d/postgres?user=postgres&password=%s"
                .formatted(server.getHost(), server.getMappedPort(POSTGRES_PORT), PASSWORD);
    }

    @Override
    public String startKafka() {
        KafkaContainer server = new KafkaContainer(
                        image("kafka", "apache/kafka:3.9.2").asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "5")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withStartupTimeout(PATIENCE);
        TestServers.closeAtEnd(server);
        server.start();
        return server.getBootstrapServers();
    }

    private static DockerImageName image(String server, String otherwise) {
        return DockerImageName.parse(System.getProperty(server + ".image", otherwise));
    }
}
