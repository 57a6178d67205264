package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.ApiServer;
import io.deskledger.api.DeskInstance;
import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the schema that the audit consumer ships, not a copy of it. */
class TicketTrailIT {

    private static final Origin REQUEST = new Origin("req-9", null, null);
    private static final Caller AGENT = new Caller(2, UserRole.AGENT, REQUEST);
    private static final Caller OWNER = new Caller(1, UserRole.CUSTOMER, REQUEST);
    private static final Caller STRANGER = new Caller(3, UserRole.CUSTOMER, REQUEST);

    private static DatabaseAccess database;
    private static ApplicationContext context;
    private static TicketTrail trail;

    @BeforeAll
    static void start() throws SQLException {
        database = ApiServer.newDatabase();
        context = DeskInstance.start(database, TestServers.kafka(), Map.of());
        trail = context.getBean(TicketTrail.class);
        asOwner("""
                INSERT INTO support.users (id, email, full_name, role, created_at, updated_at)
                VALUES (1, 'owner@example.com', 'Owner', 'customer', now(), now()),
                       (2, 'agent@example.com', 'Agent', 'agent', now(), now()),
                       (3, 'stranger@example.com', 'Stranger', 'customer', now(), now());
                INSERT INTO support.tickets (id, ticket_number, title, description, status, priority,
                       initial_priority, creator_id, version, created_at, updated_at, deleted_at)
                SELECT id, 'TKT-20260301-' || id, 'Printer', 'It is on fire', 'open', 'low', 'low', 1, 5, now(), now(),
                       CASE id WHEN 43 THEN now() END
                  FROM generate_series(42, 45) AS id;
                INSERT INTO support.comments (ticket_id, id, author_id, content, is_internal, created_at, updated_at)
                VALUES (42, 3, 2, 'x', true, now(), now()), (42, 4, 2, 'x', false, now(), now()),
                       (44, 1, 2, 'x', false, now(), now()), (44, 2, 2, 'x', false, now(), now()),
                       (44, 3, 2, 'x', true, now(), now());
                INSERT INTO support.attachments (ticket_id, id, comment_id, uploader_id, object_key, file_name, content_type,
                       size, sha256, is_internal, created_at)
                SELECT 44, id, CASE id WHEN 11 THEN 3 END, 2, 'key' || id, 'x.txt', 'text/plain', 1, sha256(''), id = 6,
                       now()
                  FROM unnest(ARRAY[6, 7, 11]) AS id;
                INSERT INTO support.ticket_tombstones VALUES (41, 'TKT-20260301-41', 5, now(), 2);
                """);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void readsTheTrailOfTheRightPeopleInPages() throws SQLException {
        assertThatThrownBy(() -> trail.read(42, page(50, false), AGENT))
                .as("before the audit consumer has made its schema")
                .isInstanceOf(ProblemException.Unavailable.class);
        createAuditSchema();
        for (int version = 1; version <= 5; version++) {
            insert(42, version);
            insert(43, version);
            insert(41, version);
            insertComment(44, version, version);
        }
        insertAttachments(44);
        insertHiddenLater(44);

        List<AuditEntry> all = trail.read(42, page(50, false), AGENT).items();
        assertThat(all).extracting(AuditEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L);
        AuditEntry first = all.getFirst();
        assertThat(first.actor()).isEqualTo(new AuditActor(2L, "agent"));
        assertThat(first.ip()).isEqualTo("192.0.2.7");
        assertThat(first.at()).isEqualTo("2026-03-01T10:00:01Z");
        assertThat(first.recordedAt()).isEqualTo("2026-03-01T12:00:01Z");
        assertThat(first.changes().toString()).isEqualTo("{\"title\":{\"to\":\"Title 1\",\"from\":null}}");

        assertThat(versions(false, AGENT)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(versions(true, AGENT)).containsExactly(5L, 4L, 3L, 2L, 1L);
        // Version 3 is an internal comment, version 4 a public one.
        assertThat(versions(false, OWNER)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(versions(true, OWNER)).containsExactly(5L, 4L, 2L, 1L);
        assertThat(trail.read(42, page(50, false), OWNER).items())
                .allSatisfy(entry -> assertThat(entry.ip()).isNull())
                .allSatisfy(entry -> assertThat(entry.userAgent()).isNull());

        assertNotFound(42, STRANGER);
        assertNotFound(43, OWNER);
        assertNotFound(99, AGENT);
        assertNotFound(41, OWNER);
        assertThat(trail.read(41, page(50, false), AGENT).items())
                .as("of a ticket that is gone for good")
                .hasSize(5);
        assertThat(trail.read(43, page(50, false), AGENT).items()).hasSize(5);
        assertThat(trail.read(45, page(50, false), AGENT)).isEqualTo(new Page<>(List.of(), null, null));
        assertThat(trail.read(44, page(50, false), AGENT).items()).hasSize(11);
        // Of edits and deletions those of comments that were public before and after: 1 and 4; of files the public
        // ones; nothing of what is hidden by now.
        assertThat(trail.read(44, page(50, false), OWNER).items())
                .extracting(AuditEntry::version)
                .containsExactly(1L, 4L, 7L, 9L);
    }

    private static void assertNotFound(long ticket, Caller caller) {
        assertThatThrownBy(() -> trail.read(ticket, page(50, false), caller))
                .isInstanceOf(ProblemException.NotFound.class);
    }

    private static List<Long> versions(boolean descending, Caller caller) {
        List<Long> versions = new ArrayList<>();
        TrailPage page = page(2, descending);
        while (true) {
            Page<AuditEntry> answer = trail.read(42, page, caller);
            answer.items().forEach(entry -> versions.add(entry.version()));
            if (answer.nextCursor() == null) {
                return versions;
            }
            AuditEntry last = answer.items().getLast();
            page = new TrailPage(2, descending, new Cursor(last.recordedAt(), last.version()));
        }
    }

    private static TrailPage page(int limit, boolean descending) {
        return new TrailPage(limit, descending, null);
    }

    private static void createAuditSchema() {
        AuditDatabase audit = new AuditDatabase(database);
        audit.migrate();
        audit.execute("SELECT audit.ensure_partition('2026-03-01')");
    }

    private static void insertComment(long ticket, int version, int variant) throws SQLException {
        String hidden = "{\"id\": %d, \"is_internal\": true}".formatted(variant);
        String shown = "{\"id\": %d, \"is_internal\": false}".formatted(variant);
        String[] fromTo = switch (variant) {
            case 1 -> new String[] {shown, shown};
            case 2 -> new String[] {hidden, shown};
            case 3 -> new String[] {shown, hidden};
            case 4 -> new String[] {shown, "null"};
            default -> new String[] {hidden, "null"};
        };
        String changes = "{\"comment\": {\"from\": %s, \"to\": %s}}".formatted(fromTo[0], fromTo[1]);
        insert(ticket, version, variant > 3 ? "DELETE_COMMENT" : "EDIT_COMMENT", changes);
    }

    private static void insertAttachments(long ticket) throws SQLException {
        String attached = "{\"attachment\": {\"from\": null, \"to\": {\"id\": %d, \"is_internal\": %s}}}";
        String detached = "{\"attachment\": {\"from\": {\"id\": %d, \"is_internal\": %s}, \"to\": null}}";
        insert(ticket, 6, "ATTACH", attached.formatted(6, true));
        insert(ticket, 7, "ATTACH", attached.formatted(7, false));
        insert(ticket, 8, "DETACH", detached.formatted(8, true));
        insert(ticket, 9, "DETACH", detached.formatted(9, false));
    }

    /** Public when they came, of a comment that has become internal since. */
    private static void insertHiddenLater(long ticket) throws SQLException {
        insert(ticket, 10, "COMMENT", "{\"comment\": {\"from\": null, \"to\": {\"id\": 3, \"is_internal\": false}}}");
        insert(
                ticket,
                11,
                "ATTACH",
                "{\"attachment\": {\"from\": null, \"to\": {\"id\": 11, \"is_internal\": false}}}");
    }

    private static void insert(long ticket, int version) throws SQLException {
        String changes = switch (version) {
            case 3 -> "{\"comment\": {\"from\": null, \"to\": {\"id\": 3, \"is_internal\": true}}}";
            case 4 -> "{\"comment\": {\"from\": null, \"to\": {\"id\": 4, \"is_internal\": false}}}";
            default -> "{\"title\": {\"from\": null, \"to\": \"Title %d\"}}".formatted(version);
        };
        insert(ticket, version, version == 3 || version == 4 ? "COMMENT" : "UPDATE", changes);
    }

    private static void insert(long ticket, int version, String action, String changes) throws SQLException {
        asOwner("""
                INSERT INTO audit.audit_logs
                SELECT 0, %2$d * 10 + %1$d - 41, gen_random_uuid(), '2026-03-01T12:00:00Z'::timestamptz + %2$d * interval '1 s',
                       '2026-03-01T10:00:00Z'::timestamptz + %2$d * interval '1 s', 'io.deskledger.ticket.x.v1', 'tickets', %1$d,
                       %1$d, %2$d, '%3$s', 2, 'agent', 'req-1', %2$d,
                       '{"changes": %4$s, "request": {"ip": "192.0.2.7", "user_agent": "curl"}}',
                       h, h, h, now()
                  FROM (SELECT sha256('') AS h)
                """.formatted(ticket, version, action, changes));
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
