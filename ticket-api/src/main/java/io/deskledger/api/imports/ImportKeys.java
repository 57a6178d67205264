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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was imported before: whoever gets a key in first imports its ticket, nobody else does. */
@Singleton
final class ImportKeys {

    /** What one value of the sequence stands for: itself and those up to the next. */
    private static final int BLOCK = 50;

    private static final String KNOWN = """
            SELECT k.source, k.external_id
              FROM unnest(?::text[], ?::text[]) AS n (source, external_id)
              JOIN import_keys k ON k.source = n.source AND k.external_id = n.external_id
            """;

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
        List<ImportKey> free = new ArrayList<>(keys);
        free.removeAll(known(connection, keys));
        Map<ImportKey, Long> claimed = new HashMap<>();
        if (free.isEmpty()) {
            return claimed;
        }
        List<Long> ids = next(connection, "ticket_ids", (free.size() + BLOCK - 1) / BLOCK);
        List<Candidate> candidates = new ArrayList<>(free.size());
        for (int i = 0; i < free.size(); i++) {
            candidates.add(new Candidate(free.get(i), ids.get(i / BLOCK) + i % BLOCK));
        }
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

    /** Those that were imported before: no number is drawn for them. */
    private static Set<ImportKey> known(Connection connection, List<ImportKey> keys) throws SQLException {
        Set<ImportKey> known = new HashSet<>();
        try (PreparedStatement look = connection.prepareStatement(KNOWN)) {
            ArrayColumns.of(keys)
                    .add("text", ImportKey::source)
                    .add("text", ImportKey::externalId)
                    .bind(connection, look, 1);
            try (ResultSet rows = look.executeQuery()) {
                while (rows.next()) {
                    known.add(new ImportKey(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return known;
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
