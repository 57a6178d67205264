package io.deskledger.api.audit;

import io.deskledger.api.sql.Sql;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what the log has, and what the tickets say that it should have: each in time, or not at all. */
@Singleton
class GapQueries {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** The most tickets whose end is looked at one by one. */
    static final int MOST_OPEN = 10_000;

    // Between two rows of a chain, offsets grow by one for each event, and places by one for each row.
    private static final String COUNTS = """
            WITH log AS MATERIALIZED (
                SELECT chain, seq, kafka_offset, entity, entity_id, version
                  FROM audit.log
                 WHERE recorded_at >= ? AND recorded_at < ?),
            steps AS (
                SELECT kafka_offset - lag(kafka_offset) OVER chains - (seq - lag(seq) OVER chains) AS left_out,
                       version < lag(version) OVER (PARTITION BY entity, entity_id ORDER BY chain, seq) AS late
                  FROM log
                WINDOW chains AS (PARTITION BY chain ORDER BY seq)),
            records AS (
                SELECT count(*) AS rows, count(DISTINCT version) AS versions
                  FROM log
                 GROUP BY entity, entity_id)
            SELECT (SELECT count(*) FROM log),
                   (SELECT coalesce(sum(greatest(left_out, 0)), 0) FROM steps),
                   (SELECT count(*) FILTER (WHERE late) FROM steps),
                   (SELECT coalesce(sum(versions), 0) FROM records),
                   (SELECT coalesce(sum(rows - versions), 0) FROM records)
            """;

    // The first version of a record in the range is compared with the last one before it, whenever that was.
    private static final String HOLES = """
            WITH versions AS (
                SELECT DISTINCT entity, entity_id, version
                  FROM audit.log
                 WHERE recorded_at >= ? AND recorded_at < ?),
            steps AS (
                SELECT entity, entity_id, version,
                       lag(version) OVER (PARTITION BY entity, entity_id ORDER BY version) AS version_before
                  FROM versions),
            holes AS (
                SELECT s.entity, s.entity_id, s.version,
                       coalesce(s.version_before, b.version, 0) AS version_before
                  FROM steps s
                  LEFT JOIN LATERAL (
                       SELECT max(l.version) AS version
                         FROM audit.log l
                        WHERE s.version_before IS NULL
                          AND s.version > 1
                          AND l.entity = s.entity AND l.entity_id = s.entity_id
                          AND l.version < s.version) b ON true
                 WHERE s.version > coalesce(s.version_before, b.version, 0) + 1)
            SELECT entity, entity_id, version_before + 1, version - 1,
                   sum(version - 1 - version_before) OVER ()
              FROM holes
             ORDER BY entity, entity_id, version
             LIMIT 20
            """;

    // What waits in the outbox is no gap: it is subtracted from what the ticket has.
    private static final String OPEN = """
            WITH waiting AS (
                SELECT ticket_id, count(*) AS events
                  FROM outbox
                 WHERE ticket_id IS NOT NULL
                 GROUP BY ticket_id),
            changed AS (
                SELECT id AS ticket_id, version FROM tickets WHERE updated_at >= ? AND updated_at < ?
                 UNION ALL
                SELECT ticket_id, version FROM ticket_tombstones WHERE purged_at >= ? AND purged_at < ?)
            SELECT c.ticket_id, c.version - coalesce(w.events, 0), c.version - coalesce(a.version, 0),
                   coalesce(w.events, 0)
              FROM changed c
              LEFT JOIN waiting w USING (ticket_id)
              LEFT JOIN LATERAL (
                   SELECT max(l.version) AS version FROM audit.log l WHERE l.ticket_id = c.ticket_id) a ON true
             WHERE c.version > coalesce(a.version, 0)
             ORDER BY c.ticket_id
             LIMIT 10001
            """;

    private static final String AUDITED = """
            SELECT ticket_id, max(version)
              FROM audit.log
             WHERE ticket_id = ANY (?)
             GROUP BY ticket_id
            """;

    private static final String OUTBOX = """
            SELECT count(*), coalesce(extract(epoch FROM ?::timestamptz - min(appended_at)), 0)
              FROM outbox
            """;

    private final Sql sql;

    GapQueries(Sql sql) {
        this.sql = sql.within(LIMIT);
    }

    @ReadOnly
    Counts counts(Instant from, Instant to) {
        return sql.first(
                        COUNTS,
                        row -> new Counts(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        from,
                        to)
                .orElseThrow();
    }

    /** Versions that are missing between others: how many, and the first of them. */
    @ReadOnly
    Holes holes(Instant from, Instant to) {
        List<Map.Entry<Long, GapReport.Gap>> found = sql.list(
                HOLES,
                row -> Map.entry(
                        row.getLong(5),
                        new GapReport.Gap(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4))),
                from,
                to);
        long versions = found.isEmpty() ? 0 : found.getFirst().getKey();
        return new Holes(versions, found.stream().map(Map.Entry::getValue).toList());
    }

    /** Tickets whose last versions are in no row yet; one more than {@link #MOST_OPEN} where there are too many. */
    @ReadOnly
    List<Open> open(Instant from, Instant to) {
        return sql.list(
                OPEN,
                row -> new Open(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                from,
                to,
                from,
                to);
    }

    /** The last version of each ticket that is in the log. */
    @ReadOnly
    Map<Long, Long> audited(Collection<Long> tickets) {
        return sql.list(AUDITED, row -> Map.entry(row.getLong(1), row.getLong(2)), tickets).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The offset that comes next in each partition. */
    @ReadOnly
    Map<Integer, Long> consumed() {
        return sql
                .list("SELECT chain, next_offset FROM audit.log_heads", row -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ReadOnly
    Waiting waiting(Instant now) {
        return sql.first(OUTBOX, row -> new Waiting(row.getLong(1), row.getDouble(2)), now)
                .orElseThrow();
    }

    /** What the log has of a range. */
    record Counts(long rows, long leftOut, long outOfOrder, long versions, long duplicate) {}

    /** Missing versions, and the first of them. */
    record Holes(long versions, List<GapReport.Gap> first) {}

    /**
     * A ticket whose history goes on behind the log.
     *
     * @param sent the last version that has left the outbox
     * @param behind how many versions are in no row
     * @param waiting how many of them wait in the outbox
     */
    record Open(long ticketId, long sent, long behind, long waiting) {}

    /** What waits in the outbox, and for how long. */
    record Waiting(long events, double seconds) {}
}
