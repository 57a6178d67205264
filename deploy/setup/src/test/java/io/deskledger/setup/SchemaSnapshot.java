package io.deskledger.setup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What statements can rely on in our schemas, and what they have to obey.
 *
 * @param promises relations, columns with their types, what is never null, functions, unique keys, rights
 * @param demands constraints, unique keys, columns that an INSERT has to name
 */
record SchemaSnapshot(Set<String> promises, Set<Demand> demands) {

    private static final String PROMISES = """
            WITH ours AS (
                SELECT c.oid, c.relacl
                  FROM pg_class c
                 WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
                   AND c.relnamespace::regnamespace::text IN ('support', 'audit', 'analytics')
                   AND c.relname <> 'flyway_schema_history'
            ), columns AS (
                SELECT a.*, a.attrelid::regclass || '.' || a.attname AS name
                  FROM pg_attribute a
                  JOIN ours ON ours.oid = a.attrelid
                 WHERE a.attnum > 0 AND NOT a.attisdropped
            )
            SELECT 'relation ' || oid::regclass FROM ours
            UNION ALL
            SELECT 'column ' || name || ' ' || format_type(atttypid, atttypmod) FROM columns
            UNION ALL
            SELECT 'never null ' || name FROM columns WHERE attnotnull
            UNION ALL
            SELECT 'function ' || oid::regprocedure || ' ' || pg_get_function_result(oid)
              FROM pg_proc
             WHERE pronamespace::regnamespace::text IN ('support', 'audit', 'analytics')
            UNION ALL
            SELECT 'unique ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* ON ', '')
              FROM pg_index i
              JOIN ours ON ours.oid = i.indrelid
             WHERE i.indisunique
            UNION ALL
            SELECT 'right ' || g.grantee::regrole || ' ' || g.privilege_type || ' ' || ours.oid::regclass
              FROM ours, aclexplode(ours.relacl) g
             WHERE g.grantee <> 0
            UNION ALL
            SELECT 'right ' || g.grantee::regrole || ' ' || g.privilege_type || ' ' || name
              FROM columns, aclexplode(attacl) g
             WHERE g.grantee <> 0
            """;

    private static final String DEMANDS = """
            WITH ours AS (
                SELECT c.oid
                  FROM pg_class c
                 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                   AND c.relnamespace::regnamespace::text IN ('support', 'audit', 'analytics')
                   AND c.relname <> 'flyway_schema_history'
            )
            SELECT n.conrelid::regclass::text, pg_get_constraintdef(n.oid),
                   (SELECT array_agg(a.attname::text)
                      FROM pg_attribute a
                     WHERE a.attrelid = n.conrelid AND a.attnum = ANY (n.conkey))
              FROM pg_constraint n
              JOIN ours ON ours.oid = n.conrelid
             WHERE n.contype IN ('c', 'f', 'x')
            UNION ALL
            SELECT i.indrelid::regclass::text, 'unique ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* ON ', ''),
                   (SELECT array_agg(a.attname::text)
                      FROM pg_attribute a
                     WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey))
              FROM pg_index i
              JOIN ours ON ours.oid = i.indrelid
             WHERE i.indisunique
            UNION ALL
            SELECT a.attrelid::regclass::text, 'a value for ' || a.attname, NULL
              FROM pg_attribute a
              JOIN ours ON ours.oid = a.attrelid
             WHERE a.attnum > 0 AND NOT a.attisdropped
               AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''
            """;

    static SchemaSnapshot of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Set<String> promises = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(PROMISES)) {
                while (rows.next()) {
                    promises.add(rows.getString(1));
                }
            }
            Set<Demand> demands = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(DEMANDS)) {
                while (rows.next()) {
                    Array columns = rows.getArray(3);
                    demands.add(new Demand(
                            rows.getString(1),
                            rows.getString(2),
                            columns == null ? List.of() : List.of((String[]) columns.getArray())));
                }
            }
            return new SchemaSnapshot(promises, demands);
        }
    }

    /** What statements that worked before may fail over in the later one. */
    Set<String> brokenBy(SchemaSnapshot later) {
        Stream<String> gone = promises.stream()
                .filter(promise -> !later.promises.contains(promise))
                .map(promise -> "gone: " + promise);
        Stream<String> asked = later.demands.stream()
                .filter(demand -> !demands.contains(demand) && isFeltBy(demand))
                .map(demand -> "new on " + demand.relation() + ": " + demand.rule());
        return Stream.concat(gone, asked).collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** A rule about new columns alone never meets a statement that does not know them. */
    private boolean isFeltBy(Demand demand) {
        boolean known = promises.contains("relation " + demand.relation());
        return known
                && (demand.columns().isEmpty()
                        || demand.columns().stream().anyMatch(column -> hasColumn(demand.relation(), column)));
    }

    private boolean hasColumn(String relation, String column) {
        String start = "column " + relation + "." + column + " ";
        return promises.stream().anyMatch(promise -> promise.startsWith(start));
    }

    /**
     * A rule of a table.
     *
     * @param columns those that it is about; none if it is about the row
     */
    record Demand(String relation, String rule, List<String> columns) {}
}
