package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaJson;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads all versions of all policies. */
@Singleton
class BookRepository {

    private static final String VERSIONS = """
            SELECT id, policy_id, number, effective_from, effective_to, definition
              FROM sla_policy_versions
             ORDER BY fallback, position, policy_id, number
            """;

    private final Sql sql;

    BookRepository(Sql sql) {
        this.sql = sql;
    }

    long revision() {
        return sql.first("SELECT revision FROM sla_revision", row -> row.getLong(1))
                .orElseThrow();
    }

    PolicyBook read() {
        // The number first: a change in between is noticed at the next look.
        long revision = revision();
        return new PolicyBook(revision, sql.list(VERSIONS, BookRepository::held));
    }

    private static HeldVersion held(ResultSet row) throws SQLException {
        JsonNode definition = StoredJson.read(row.getString("definition"));
        return new HeldVersion(
                row.getLong("id"),
                SlaJson.version(
                        row.getLong("policy_id"),
                        row.getInt("number"),
                        Rows.instant(row, "effective_from"),
                        definition),
                Rows.instantOrNull(row, "effective_to"),
                EscalationActions.read(definition.path("actions")));
    }
}
