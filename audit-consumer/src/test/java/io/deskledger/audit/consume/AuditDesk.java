package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.audit.chain.ChainReport;
import io.deskledger.audit.chain.ChainVerifier;
import io.deskledger.audit.chain.Seals;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.ds.PGSimpleDataSource;

/** A database, a topic and its dead letters of a test's own, and any number of consumers at work on them. */
public final class AuditDesk implements AutoCloseable {

    public static final int PARTITIONS = 4;

    public final DatabaseAccess database;
    public final String topic = "changes-" + UUID.randomUUID();
    final String deadLetters = topic + ".dlt";
    private final List<EmbeddedServer> consumers = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> producer = producer();

    public AuditDesk() {
        this(TestServers.newDatabase());
    }

    public AuditDesk(DatabaseAccess database) {
        this.database = database;
        createTopics();
    }

    /** A topic made anew knows no sequence numbers: only a producer made anew can write to it. */
    void recreateTopics() {
        producer.close();
        createTopics();
        producer = producer();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.kafka(),
                        "linger.ms",
                        5,
                        "max.request.size",
                        16_777_216,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            for (String name : List.of(topic, deadLetters)) {
                if (!admin.listTopics().names().get().contains(name)) {
                    admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                            .all()
                            .get();
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts one more consumer as a process would run it; it signs nothing. */
    public EmbeddedServer startConsumer() {
        return startConsumer(Map.of());
    }

    /** Starts one more consumer with settings of its own. */
    public EmbeddedServer startConsumer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings());
        all.putAll(settings);
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, all);
        consumers.add(server);
        return server;
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("micronaut.server.port", -1),
                Map.entry("datasources.default.url", database.url()),
                Map.entry("datasources.default.username", DatabaseRole.AUDIT.roleName()),
                Map.entry("datasources.default.password", database.passwords().audit()),
                Map.entry("flyway.datasources.owner.url", database.url()),
                Map.entry("flyway.datasources.owner.user", DatabaseRole.OWNER.roleName()),
                Map.entry(
                        "flyway.datasources.owner.password",
                        database.passwords().owner()),
                Map.entry("deskledger.kafka.bootstrap-servers", TestServers.kafka()),
                Map.entry("deskledger.audit.topic", topic),
                Map.entry("deskledger.audit.dead-letter-topic", deadLetters),
                Map.entry("deskledger.audit.group", "audit-" + topic),
                Map.entry("deskledger.audit.retry-pause", "200ms"));
    }

    /** Checks the chains as they are stored. */
    public ChainReport verify() {
        return verify(Seals.none());
    }

    public ChainReport verify(Seals seals) {
        try {
            return new ChainVerifier(auditor(), seals, 2).verify();
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That many rows, and nothing wrong with any of them. */
    void assertWhole(long rows) {
        ChainReport report = verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.rows()).isEqualTo(rows);
        assertThat(report.erased()).isZero();
    }

    public void awaitAudited(long rows) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(audited()).isEqualTo(rows));
    }

    public void stopConsumers() {
        consumers.forEach(EmbeddedServer::close);
        consumers.clear();
    }

    public void stopOldestConsumer() {
        consumers.removeFirst().close();
    }

    /** How many consumers have partitions of their own. */
    public long busyConsumers() {
        String group = "audit-" + topic;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public void send(List<? extends ChangeEvent> events) {
        sendAll(events.stream().map(this::message).toList());
    }

    void sendAll(List<ProducerRecord<byte[], byte[]>> messages) {
        List<Future<RecordMetadata>> sent =
                messages.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> message : sent) {
            try {
                message.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    ProducerRecord<byte[], byte[]> message(ChangeEvent event) {
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.<byte[]>createWriter(topic, null, null, key)
                .writeBinary(ChangeEventCodec.encode(event));
    }

    /** Runs a query as the owner; the rows as lists of their columns' texts. */
    public List<List<String>> query(String sql) {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public long audited() {
        return Long.parseLong(
                query("SELECT count(*) FROM audit.audit_logs").getFirst().getFirst());
    }

    /** Connections as the audit consumer's role. */
    public DataSource auditor() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(DatabaseRole.AUDIT.roleName());
        source.setPassword(database.passwords().audit());
        return source;
    }

    @Override
    public void close() {
        stopConsumers();
        producer.close();
    }
}
