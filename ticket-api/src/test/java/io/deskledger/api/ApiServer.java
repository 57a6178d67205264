package io.deskledger.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One ticket-api for all tests of a JVM, on a database of its own, with people who are signed in. */
public final class ApiServer implements AutoCloseable {

    public static final String ADMIN_EMAIL = "admin@example.org";
    public static final String ADMIN_PASSWORD = "correct horse battery";
    public static final String PASSWORD = "a password of tests";

    /**
     * What a password of the desk costs is a good part of what these tests took; whether it costs enough is told by
     * PasswordsTest, and SignInIT and UserApiIT sign in with what the server has hashed.
     */
    private static final Argon2Function CHEAP = Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID);

    private static final String HASH_OF_ADMIN = hash(ADMIN_PASSWORD);
    private static final String HASH = hash(PASSWORD);

    private static final Map<String, Object> QUIET =
            Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false);

    private static final Map<String, Object> IDLE =
            Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false, "deskledger.sla.fill", false);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable ApiServer shared;
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final DatabaseAccess database;
    private final EmbeddedServer server;
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    private ApiServer(DatabaseAccess database, EmbeddedServer server) {
        this.database = database;
        this.server = server;
    }

    /**
     * The server that all tests share. It relays nothing, so that the outbox keeps every event for them to see, and
     * tells of no service levels, so that it changes nothing by itself.
     */
    public static synchronized ApiServer shared() {
        if (shared == null) {
            shared = start(newDesk(), QUIET);
            TestServers.closeAtEnd(shared);
        }
        return shared;
    }

    /** A database that has the server's schema already, with nothing in it: a copy takes less than migrating does. */
    public static DatabaseAccess newDatabase() {
        return TestServers.newDatabase(Migrated.DATABASE);
    }

    /** Migrated once: the databases are copies of it. */
    private static final class Migrated {

        static final DatabaseAccess DATABASE = TestServers.newDatabase();

        static {
            Map<String, Object> idle = new HashMap<>(IDLE);
            idle.put("DESKLEDGER_ADMIN_EMAIL", "");
            idle.put("DESKLEDGER_ADMIN_PASSWORD", "");
            start(DATABASE, idle).close();
        }
    }

    /**
     * The same with the first admin in it, as the first start of a server leaves it: each of them would hash the
     * password, which takes 0.3 s of a processor.
     */
    public static DatabaseAccess newDesk() {
        return TestServers.newDatabase(WithAdmin.DATABASE);
    }

    private static final class WithAdmin {

        static final DatabaseAccess DATABASE = newDatabase();

        static {
            start(DATABASE, IDLE).close();
        }
    }

    /** One more server, on the given database; the caller closes it. */
    public static ApiServer start(DatabaseAccess database, Map<String, Object> more) {
        Map<String, Object> environment = new HashMap<>(Map.of(
                "DESKLEDGER_PORT",
                -1,
                "DESKLEDGER_DB_URL",
                database.url(),
                "DESKLEDGER_DB_PASSWORD",
                database.passwords().of(DatabaseRole.API),
                "DESKLEDGER_DB_OWNER_PASSWORD",
                database.passwords().of(DatabaseRole.OWNER),
                "DESKLEDGER_KAFKA",
                TestServers.kafka(),
                "DESKLEDGER_JWT_SECRET",
                "a secret of tests that is long enough",
                "DESKLEDGER_ADMIN_EMAIL",
                ADMIN_EMAIL,
                "DESKLEDGER_ADMIN_PASSWORD",
                ADMIN_PASSWORD));
        // The tests sign in once; together they take longer than a token is good for.
        environment.put("DESKLEDGER_ACCESS_TOKEN_SECONDS", 86_400);
        environment.put("DESKLEDGER_RATE_LIMIT_USER", 0);
        environment.put("DESKLEDGER_RATE_LIMIT_ADDRESS", 0);
        environment.put("DESKLEDGER_ATTACHMENTS_DIR", attachments().toString());
        environment.put("DESKLEDGER_ATTACHMENTS_SWEEP", "0s");
        // The broker's topic is one for all databases of the tests.
        environment.put("DESKLEDGER_WEBHOOKS", false);
        environment.putAll(more);
        EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, environment, "test");
        return new ApiServer(database, server);
    }

    private static Path attachments() {
        return Path.of("target", "attachments", UUID.randomUUID().toString());
    }

    public EmbeddedServer server() {
        return server;
    }

    /** A client that has not signed in. */
    public ApiClient anonymous() {
        return new ApiClient(server.getURI(), null);
    }

    public ApiClient admin() {
        return people.computeIfAbsent("admin", _ -> signInAsAdmin()).client();
    }

    private Person signInAsAdmin() {
        execute("UPDATE users SET password_hash = '%s' WHERE email = '%s'".formatted(HASH_OF_ADMIN, ADMIN_EMAIL));
        return signIn(ADMIN_EMAIL, ADMIN_PASSWORD);
    }

    /** An agent who stays the same throughout the tests. */
    public Person agent() {
        return people.computeIfAbsent("agent", _ -> newPerson("agent"));
    }

    /** A customer who stays the same throughout the tests. */
    public Person customer() {
        return people.computeIfAbsent("customer", _ -> newPerson("customer"));
    }

    /** A new user of that role, signed in. */
    public Person newPerson(String role) {
        String email = role + PEOPLE.incrementAndGet() + "." + UUID.randomUUID() + "@example.org";
        long id = admin().post("/users", Map.of("email", email, "full_name", "A " + role, "role", role))
                .expect(201)
                .id();
        execute("UPDATE users SET password_hash = '%s' WHERE id = %d".formatted(HASH, id));
        return signIn(email, PASSWORD);
    }

    private static String hash(String password) {
        return Password.hash(password).addRandomSalt(16).with(CHEAP).getResult();
    }

    public Person signIn(String email, String password) {
        Answer answer = anonymous()
                .post("/auth/login", Map.of("username", email, "password", password))
                .expect(200);
        ApiClient client =
                new ApiClient(server.getURI(), answer.json().get("access_token").textValue());
        Answer me = client.get("/me").expect(200);
        return new Person(me.json().get("id").longValue(), email, client);
    }

    /** The database as its owner sees it. */
    public Connection owner() throws SQLException {
        Connection connection = database.connect(DatabaseRole.OWNER);
        connection.setSchema("support");
        return connection;
    }

    /** The database as the server itself sees it. */
    public Connection asServer() throws SQLException {
        return database.connect(DatabaseRole.API);
    }

    /** The first column of the query's only row, read as the database's owner. */
    public long count(String sql) {
        try (Connection connection = owner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /**
     * How many events there are; without those of failed sign-ins, which are written a moment after their answer, so
     * that one of another test may still come.
     */
    public long eventCount() {
        return count("SELECT count(*) FROM outbox WHERE type <> 'io.deskledger.user.sign_in_failed.v1'");
    }

    /** The first column of every row of the query, read as the database's owner. */
    public List<String> texts(String sql) {
        try (Connection connection = owner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The data of the ticket's events, oldest first. */
    public List<JsonNode> events(long ticketId) {
        return eventsBySubject("tickets/" + ticketId);
    }

    /** The data of the entity's events, oldest first. */
    public List<JsonNode> eventsBySubject(String subject) {
        try (Connection connection = owner();
                var statement = connection.prepareStatement("SELECT data FROM outbox WHERE subject = ? ORDER BY id")) {
            statement.setString(1, subject);
            List<JsonNode> events = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(JSON.readTree(rows.getString(1)));
                }
            }
            return events;
        } catch (SQLException | JacksonException e) {
            throw new AssertionError(subject, e);
        }
    }

    /** Runs a statement as the database's owner. */
    public void execute(String sql) {
        try (Connection connection = owner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Stops a server that {@link #start} started. */
    @Override
    public void close() {
        server.close();
    }

    /** Somebody who is signed in. */
    public record Person(long id, String email, ApiClient client) {}
}
