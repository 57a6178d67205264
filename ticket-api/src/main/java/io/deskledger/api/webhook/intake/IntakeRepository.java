package io.deskledger.api.webhook.intake;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where reading stands, and the deliveries that come of it. */
@Singleton
class IntakeRepository {

    private static final String WANTED = """
            SELECT DISTINCT unnest(events) AS name
              FROM webhooks
             WHERE enabled AND deleted_at IS NULL
            """;

    private static final String EARLIEST = """
            SELECT min(created_at) AS at
              FROM webhooks
             WHERE deleted_at IS NULL
            HAVING min(created_at) IS NOT NULL
            """;

    private static final String OPEN = """
            INSERT INTO webhook_positions (partition, topic_id, next_offset)
            SELECT *
              FROM unnest(?, ?, ?)
                ON CONFLICT (partition) DO NOTHING
            """;

    // In the order of the partitions, so that two readers can't wait for each other.
    private static final String LOCK = """
            SELECT partition, topic_id, next_offset
              FROM webhook_positions
             WHERE partition = ANY (?)
             ORDER BY partition
               FOR UPDATE
            """;

    private static final String MOVE = """
            UPDATE webhook_positions p
               SET topic_id = n.topic_id, next_offset = n.next_offset
              FROM unnest(?, ?, ?) AS n (partition, topic_id, next_offset)
             WHERE p.partition = n.partition
            """;

    // An event is told to who was there when it was recorded, give or take what two clocks differ. What the relay sent
    // twice is there already.
    private static final String FAN_OUT = """
            INSERT INTO webhook_deliveries (webhook_id, event_id, type, subject, body, status, due_at, give_up_at, created_at)
            SELECT w.id, e.event_id, e.type, e.subject, e.body, 'pending', e.now::timestamptz, e.give_up_at::timestamptz,
                   e.now::timestamptz
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS e (position, event_id, type, kind, subject, made_before, body, now, give_up_at)
              JOIN webhooks w ON w.enabled
                             AND w.deleted_at IS NULL
                             AND w.events && ARRAY['*', e.kind, e.type]
                             AND w.created_at <= e.made_before::timestamptz
             ORDER BY e.position, w.id
                ON CONFLICT (webhook_id, event_id) DO NOTHING
            """;

    private final Sql sql;
    private final Duration clockTolerance;

    IntakeRepository(Sql sql, IntakeSettings settings) {
        this.sql = sql;
        this.clockTolerance = settings.clockTolerance();
    }

    /** Everything that any webhook asks for. */
    Set<String> wanted() {
        return new HashSet<>(sql.list(WANTED, row -> row.getString("name")));
    }

    /** When the oldest webhook was made. */
    Optional<Instant> earliest() {
        return sql.first(EARLIEST, row -> Rows.instant(row, "at"));
    }

    /** Makes the positions that are not there yet. */
    void open(List<Position> positions) {
        sql.update(OPEN, columns(positions));
    }

    Map<Integer, Position> lock(Collection<Integer> partitions) {
        return sql
                .list(
                        LOCK,
                        row -> new Position(
                                row.getInt("partition"), row.getString("topic_id"), row.getLong("next_offset")),
                        partitions.stream().map(Integer::longValue).toList())
                .stream()
                .collect(Collectors.toMap(Position::partition, Function.identity()));
    }

    void move(List<Position> positions) {
        sql.update(MOVE, columns(positions));
    }

    /** Makes the deliveries of these changes, in their order; answers how many. */
    int fanOut(List<Change> changes, Instant now, Instant giveUpAt) {
        int[] position = {0};
        return sql.update(
                FAN_OUT,
                ArrayColumns.of(changes)
                        .add("bigint", _ -> (long) position[0]++)
                        .add("uuid", Change::eventId)
                        .add("text", Change::type)
                        .add("text", change -> change.names().get(1))
                        .add("text", Change::subject)
                        .addText(change -> change.recordedAt().plus(clockTolerance))
                        .add("text", Change::body)
                        .addText(_ -> now)
                        .addText(_ -> giveUpAt));
    }

    private static ArrayColumns<Position> columns(List<Position> positions) {
        return ArrayColumns.of(positions)
                .add("integer", Position::partition)
                .add("text", Position::topicId)
                .add("bigint", Position::nextOffset);
    }
}
