package io.deskledger.api.audit;

import io.deskledger.api.AllSchemas;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with the audit consumer's schema, as its own migrations make it. */
public record AuditDatabase(DatabaseAccess access) {

    private static final Path MIGRATIONS = Path.of("../audit-consumer/src/main/resources/db/migration/audit");

    public void migrate() {
        StringBuilder sql = new StringBuilder("CREATE SCHEMA audit; SET search_path = audit;");
        try {
            for (Path file : AllSchemas.versions(MIGRATIONS)) {
                sql.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        execute(sql.toString());
    }

    public void execute(String sql) {
        try (Connection connection = access.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of every row. */
    public List<String> texts(String sql) {
        try (Connection connection = access.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Puts what the outbox holds into the log, as the relay and the consumer would. Hashes are not real. */
    public void consumeOutbox() {
        execute("SELECT audit.ensure_partition(current_date)");
        execute("""
                INSERT INTO audit.audit_logs
                SELECT 0, o.id, o.event_id, o.appended_at, o.occurred_at, o.type, split_part(o.subject, '/', 1),
                       split_part(o.subject, '/', 2)::bigint, o.ticket_id, o.entity_version, o.data::jsonb ->> 'action',
                       (o.data::jsonb #>> '{actor,id}')::bigint, coalesce(o.data::jsonb #>> '{actor,role}', 'system'),
                       o.request_id, o.id, o.data, h, h, h, now()
                  FROM support.outbox o, (SELECT sha256('') AS h)
                 WHERE NOT EXISTS (SELECT FROM audit.audit_logs l WHERE l.seq = o.id)
                """);
    }

    /**
     * Fills the log: row n belongs to ticket {@code n % tickets + 1} and was recorded n milliseconds after noon of
     * 2026-03-01; each 1,000th is a sign-in of user 7. Hashes are not real.
     */
    public void fill(int rows, int tickets) {
        execute("SELECT audit.ensure_partition('2026-03-01')");
        execute("""
                INSERT INTO audit.audit_logs
                SELECT n %% 12, n / 12 + 1, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000800000'
                              || lpad(to_hex(n), 10, '0'))::uuid, at, at - interval '1 h',
                       CASE WHEN user_row THEN 'io.deskledger.user.signed_in.v1'
                            ELSE 'io.deskledger.ticket.updated.v1' END,
                       CASE WHEN user_row THEN 'users' ELSE 'tickets' END,
                       CASE WHEN user_row THEN 7 ELSE n %% %2$d + 1 END,
                       CASE WHEN NOT user_row THEN n %% %2$d + 1 END,
                       CASE WHEN user_row THEN n / 1000 ELSE n / %2$d + 1 END,
                       CASE WHEN user_row THEN 'SIGN_IN' ELSE 'UPDATE' END,
                       n %% 50 + 1, 'agent', 'req-' || n, n,
                       '{"changes": {"title": {"from": null, "to": "Title ' || n
                              || '"}}, "request": {"ip": "192.0.2.7", "user_agent": "=cmd()"}}',
                       h, h, h, at
                  FROM generate_series(1, %1$d) AS n,
                       LATERAL (SELECT '2026-03-01T12:00:00Z'::timestamptz + n * interval '1 ms' AS at,
                                       n %% 1000 = 0 AS user_row, sha256('') AS h) AS row
                """.formatted(rows, tickets));
        execute("ANALYZE audit.audit_logs");
    }
}
