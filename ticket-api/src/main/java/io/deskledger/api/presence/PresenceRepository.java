package io.deskledger.api.presence;

import io.deskledger.api.presence.Onlookers.Viewer;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The tables of who looks; their times are the database's, which is one for all instances. */
@Singleton
class PresenceRepository {

    private static final String BEAT = """
            INSERT INTO presence_instances (id, alive_until)
            VALUES (?, now() + ? * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
            """;

    private static final String LEFT = """
            DELETE FROM ticket_viewers
             WHERE instance = ?
               AND (ticket_id, user_id) NOT IN (SELECT * FROM unnest(?::bigint[], ?::bigint[]))
            """;

    private static final String CAME = """
            INSERT INTO ticket_viewers (instance, ticket_id, user_id)
            SELECT ?, l.ticket_id, l.user_id
              FROM unnest(?::bigint[], ?::bigint[]) AS l (ticket_id, user_id)
                ON CONFLICT DO NOTHING
            """;

    // Long after it has stopped to count: whoever was only slow says everything again with the next beat.
    // Nobody waits for another who does the same, or for one who is just coming back.
    private static final String DEAD = """
            WITH dead AS (DELETE FROM presence_instances
                           WHERE id IN (SELECT id
                                          FROM presence_instances
                                         WHERE alive_until < now() - interval '1 minute'
                                           FOR UPDATE SKIP LOCKED)
                       RETURNING id)
            DELETE FROM ticket_viewers v
             USING dead
             WHERE v.instance = dead.id
            """;

    private static final String SEEN = """
            SELECT s.ticket_id, s.user_id, s.full_name, s.all_of_them
              FROM (SELECT d.ticket_id, d.user_id, u.full_name,
                           count(*) OVER (PARTITION BY d.ticket_id) AS all_of_them,
                           row_number() OVER (PARTITION BY d.ticket_id ORDER BY u.full_name, d.user_id) AS place
                      FROM (SELECT DISTINCT v.ticket_id, v.user_id
                              FROM ticket_viewers v
                              JOIN presence_instances i ON i.id = v.instance AND i.alive_until > now()
                             WHERE v.ticket_id = ANY (?)) d
                      JOIN users u ON u.id = d.user_id) s
             WHERE s.place <= ?
             ORDER BY s.ticket_id, s.place
            """;

    private final Sql sql;

    PresenceRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * One of those who look at a ticket.
     *
     * @param count how many look at it
     */
    record Seen(long ticketId, Viewer viewer, long count) {}

    void beat(UUID instance, Duration expiry) {
        sql.update(BEAT, instance, expiry.toMillis());
    }

    /** Makes the instance's rows exactly these. */
    void put(UUID instance, List<Look.Place> places) {
        List<Long> tickets = places.stream().map(Look.Place::ticketId).toList();
        List<Long> users = places.stream().map(Look.Place::userId).toList();
        sql.update(LEFT, instance, tickets, users);
        sql.update(CAME, instance, tickets, users);
    }

    /** Takes an instance out that has nobody left. */
    void remove(UUID instance) {
        sql.update("DELETE FROM ticket_viewers WHERE instance = ?", instance);
        sql.update("DELETE FROM presence_instances WHERE id = ?", instance);
    }

    void removeDead() {
        sql.update(DEAD);
    }

    /** Who looks at these tickets, by name; of each ticket at most so many. */
    List<Seen> seen(Collection<Long> tickets, int most) {
        return sql.list(
                SEEN,
                row -> new Seen(
                        row.getLong("ticket_id"),
                        new Viewer(row.getLong("user_id"), row.getString("full_name")),
                        row.getLong("all_of_them")),
                tickets,
                most);
    }
}
