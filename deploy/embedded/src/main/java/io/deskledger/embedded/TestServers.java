package io.deskledger.embedded;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that tests run on: one PostgreSQL and one Kafka per JVM, started on first use and stopped with the JVM.
 *
 * <p>Where {@code DESKLEDGER_DB_URL} (the JDBC URL of an administrator) or {@code DESKLEDGER_KAFKA} (bootstrap servers)
 * is set, that server is used instead; it must be a throwaway one, since the passwords of Deskledger's roles are set
 * there. Where the system property {@code servers} names a {@link TestServerSource}, its servers are used.
 */
public final class TestServers {

    private static final Logger LOG = LoggerFactory.getLogger(TestServers.class);
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static @Nullable String adminUrl;
    private static @Nullable String bootstrapServers;

    private TestServers() {}

    /** A fresh, empty database with a name of its own. */
    public static DatabaseAccess newDatabase() {
        String url = adminUrl();
        return DatabaseBootstrap.prepare(url, newName(), passwords(url));
    }

    /**
     * A database with a name of its own that holds what that one does, which takes less than migrating it.
     *
     * @param template one of this class's, that nobody is connected to
     */
    public static DatabaseAccess newDatabase(DatabaseAccess template) {
        String url = adminUrl();
        String name = newName();
        try (Connection admin = DriverManager.getConnection(url);
                Statement statement = admin.createStatement()) {
            // As files, without a record of each page in the log: a fifth of the work where nothing is ever flushed.
            statement.execute("CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(name, name(template)));
        } catch (SQLException e) {
            throw new EmbeddedServerException(template.url() + " could not be copied: " + e.getMessage(), e);
        }
        return DatabaseBootstrap.prepare(url, name, passwords(url));
    }

    private static String name(DatabaseAccess database) {
        return database.url().replaceFirst("[?].*", "").replaceFirst(".*/", "");
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The JDBC URL of the administrator of the server that all those databases are on; starts it where none runs. */
    public static synchronized String adminUrl() {
        if (adminUrl == null) {
            String given = System.getenv("DESKLEDGER_DB_URL");
            adminUrl = given == null || given.isBlank() ? startPostgres() : given;
        }
        return adminUrl;
    }

    /** The bootstrap servers of a broker that has the topics. */
    public static synchronized String kafka() {
        if (bootstrapServers == null) {
            String given = System.getenv("DESKLEDGER_KAFKA");
            String servers = given == null || given.isBlank() ? startKafka() : given;
            KafkaTopics.ensure(servers);
            bootstrapServers = servers;
        }
        return bootstrapServers;
    }

    /**
     * Closes this at the end of the JVM, before the servers that were there first: a service that outlives its database
     * waits for it half a minute.
     */
    public static synchronized void closeAtEnd(AutoCloseable open) {
        if (OPEN.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(TestServers::closeAll, "test-servers-shutdown"));
        }
        OPEN.push(open);
    }

    private static synchronized void closeAll() {
        while (!OPEN.isEmpty()) {
            close(OPEN.pop());
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.warn("{} did not close", open, e);
        }
    }

    /** Roles belong to the server, not to one database, so every caller on a server must agree on their passwords. */
    private static RolePasswords passwords(String adminUrl) {
        return new RolePasswords(
                password(adminUrl, DatabaseRole.OWNER),
                password(adminUrl, DatabaseRole.API),
                password(adminUrl, DatabaseRole.AUDIT),
                password(adminUrl, DatabaseRole.ANALYTICS));
    }

    private static String password(String adminUrl, DatabaseRole role) {
        byte[] seed = (adminUrl + role).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(seed).toString();
    }

    /** The one that was asked for, and nothing else in its stead: a test must not run on other servers unnoticed. */
    private static Optional<TestServerSource> source() {
        String asked = System.getProperty("servers", "embedded");
        if (asked.equals("embedded")) {
            return Optional.empty();
        }
        return Optional.of(ServiceLoader.load(TestServerSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(source -> source.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> new EmbeddedServerException("There are no test servers called '" + asked + "'")));
    }

    private static String startPostgres() {
        Optional<TestServerSource> other = source();
        if (other.isPresent()) {
            return other.get().startPostgres();
        }
        EmbeddedPostgres server = EmbeddedPostgres.startTemporary();
        closeAtEnd(server);
        return server.adminUrl();
    }

    private static String startKafka() {
        Optional<TestServerSource> other = source();
        if (other.isPresent()) {
            return other.get().startKafka();
        }
        EmbeddedKafka server = EmbeddedKafka.startTemporary();
        closeAtEnd(server);
        return server.bootstrapServers();
    }
}
