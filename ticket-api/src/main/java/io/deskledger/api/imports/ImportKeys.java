package io.deskledger.api.imports;

import io.deskledger.api.sql.ArrayColumns;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was imported before: whoever gets a key in first imports its ticket, nobody else does. */
@Singleton
final class ImportKeys {

    /** What one value of the sequence stands for: itself and those up to the next. */
    private static final int BLOCK = 50;

    // In the order of the keys: two imports of the same file wait for each other, not in a circle.
    private static final String CLAIM = """
            INSERT INTO import_keys (source, external_id, ticket_id)
            SELECT k.source, k.external_id, k.ticket_id
              FROM unnest(?::text[], ?::text[], ?::bigint[]) AS k (source, external_id, ticket_id)
             ORDER BY k.source, k.external_id
            ON CONFLICT (source, external_id) DO NOTHING
            RETURNING source, external_id, ticket_id
            """;

    /** Takes the keys that are free, each with the id of its ticket; the others were imported before. */
    Map<ImportKey, Long> claim(Connection connection, List<ImportKey> keys) throws SQLException {
        List<Long> ids = next(connection, "ticket_ids", (keys.size() + BLOCK - 1) / BLOCK);
        List<Candidate> candidates = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            candidates.add(new Candidate(keys.get(i), ids.get(i / BLOCK) + i % BLOCK));
        }
        Map<ImportKey, Long> claimed = new HashMap<>();
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            ArrayColumns.of(candidates)
                    .add("text", candidate -> candidate.key().source())
                    .add("text", candidate -> candidate.key().externalId())
                    .add("bigint", Candidate::ticketId)
                    .bind(connection, claim, 1);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.put(new ImportKey(rows.getString(1), rows.getString(2)), rows.getLong(3));
                }
            }
        }
        return claimed;
    }

    /** Gives keys back whose tickets could not be made after all. */
    void release(Connection connection, Collection<Long> ticketIds) throws SQLException {
        try (PreparedStatement release =
                connection.prepareStatement("DELETE FROM import_keys WHERE ticket_id = ANY (?)")) {
            release.setArray(1, connection.createArrayOf("bigint", ticketIds.toArray()));
            release.executeUpdate();
        }
    }

    /** The next values of a sequence. */
    List<Long> next(Connection connection, String sequence, int count) throws SQLException {
        try (PreparedStatement next =
                connection.prepareStatement("SELECT nextval(?::regclass) FROM generate_series(1, ?)")) {
            next.setString(1, sequence);
            next.setInt(2, count);
            try (ResultSet rows = next.executeQuery()) {
                List<Long> values = new ArrayList<>(count);
                while (rows.next()) {
                    values.add(rows.getLong(1));
                }
                return values;
            }
        }
    }

    private record Candidate(ImportKey key, long ticketId) {}
}
