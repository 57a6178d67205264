package io.deskledger.analytics;

import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.Topics;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A desk's database with the real support schema, and workers on it. */
public final class Desk implements AutoCloseable {

    /** One row of a result. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** For what comes some time, and when is promised to nobody. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    public final DatabaseAccess database;
    public final Connection owner;

    public Desk() {
        this(TestServers.newDatabase());
    }

    private Desk(DatabaseAccess database) {
        this.database = database;
        skipWhatOthersTold();
        try {
            owner = database.connect(DatabaseRole.OWNER);
            // Nothing may lean on the session's zone.
            update("SET timezone = 'America/St_Johns'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A desk that ticket-api has prepared already. */
    public static Desk prepared() {
        Desk desk = new Desk(TestServers.newDatabase(Prepared.DATABASE));
        desk.update("SET search_path = support");
        return desk;
    }

    /** Migrated once: the desks are copies of it. */
    private static final class Prepared {

        static final DatabaseAccess DATABASE = migrated();

        private static DatabaseAccess migrated() {
            try (Desk desk = new Desk()) {
                desk.migrateSupport();
                return desk.database;
            }
        }
    }

    /**
     * The topic is one for all desks: the workers of this one begin where it ends now, and need not compute what those
     * before it were told.
     */
    private void skipWhatOthersTold() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            latest.put(new TopicPartition(Topics.CHANGES, partition), OffsetSpec.latest());
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(name(), ends).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database's, and that of the group that its workers read the topic with. */
    private String name() {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    public void migrateSupport() {
        update("CREATE SCHEMA support");
        update("SET search_path = support");
        migrations().forEach(this::update);
        update(
                "INSERT INTO users (id, email, full_name, role, version, created_at, updated_at) "
                        + "SELECT n, 'a' || n || '@example.com', 'A' || n, 'agent', 1, now(), now() FROM generate_series(1, 4) n");
        update("INSERT INTO tags (id, name, created_at) VALUES (1, 'vpn', now()), (2, 'wifi', now())");
    }

    private static List<String> migrations() {
        try (Stream<Path> files = Files.list(Path.of("../ticket-api/src/main/resources/db/migration/support"))) {
            List<String> scripts = new ArrayList<>();
            for (Path file :
                    files.sorted(Comparator.comparingInt(Desk::version)).toList()) {
                scripts.add(Files.readString(file));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path script) {
        String name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    /** A worker process in miniature: everything but the HTTP server. */
    public ApplicationContext worker(String zone, Map<String, Object> more) {
        return ApplicationContext.run(properties(zone, more));
    }

    public Map<String, Object> properties(String zone, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "DESKLEDGER_DB_URL",
                database.url(),
                "DESKLEDGER_DB_PASSWORD",
                database.passwords().of(DatabaseRole.ANALYTICS),
                "DESKLEDGER_DB_OWNER_PASSWORD",
                database.passwords().of(DatabaseRole.OWNER),
                "DESKLEDGER_KAFKA",
                TestServers.kafka(),
                "DESKLEDGER_ANALYTICS_GROUP",
                name(),
                "DESKLEDGER_REPORTING_ZONE",
                zone,
                "DESKLEDGER_ANALYTICS_POLL",
                "100ms",
                "DESKLEDGER_ANALYTICS_SWEEP",
                "200ms",
                "DESKLEDGER_ANALYTICS_HEARTBEAT",
                "300ms"));
        properties.putAll(more);
        return properties;
    }

    public synchronized void update(String sql, @Nullable Object... arguments) {
        try {
            if (arguments.length == 0) {
                try (Statement statement = owner.createStatement()) {
                    statement.execute(sql);
                }
                return;
            }
            try (PreparedStatement statement = owner.prepareStatement(sql)) {
                bind(statement, arguments);
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public synchronized <T> List<T> query(String sql, Row<T> reader, @Nullable Object... arguments) {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long count(String sql, Object... arguments) {
        return query(sql, row -> row.getLong(1), arguments).getFirst();
    }

    /** Waits until the summaries hold all that the topic says now, that of other tests too, and no day waits. */
    public void awaitComplete() {
        Instant now = Instant.now();
        await("the summaries are complete").atMost(PATIENCE).until(() -> count("""
                        SELECT count(*) FROM analytics.progress
                         WHERE zone IS NOT NULL AND as_of > ? AND NOT EXISTS (SELECT FROM analytics.dirty_days)
                        """, now) == 1);
    }

    /** Tears every connection of the workers, as a restart of the server would. */
    public void cutWorkersOff() {
        try (Connection own = database.connect(DatabaseRole.ANALYTICS);
                Statement statement = own.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(pid)
                      FROM pg_stat_activity
                     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object value = arguments[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : arguments[i];
            statement.setObject(i + 1, value);
        }
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
