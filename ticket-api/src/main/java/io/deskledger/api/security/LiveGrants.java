package io.deskledger.api.security;

import io.deskledger.api.sql.Sql;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks about any number of grants in one statement. */
@Singleton
public class LiveGrants {

    private static final String LIVING = """
            SELECT g.place
              FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[])
                   WITH ORDINALITY AS g (user_id, role, family, token, place)
              JOIN users u ON u.id = g.user_id AND u.role = g.role AND u.active
             WHERE EXISTS (SELECT 1
                             FROM refresh_tokens t
                            WHERE t.family = g.family::uuid AND t.user_id = g.user_id AND t.revoked_at IS NULL)
                OR EXISTS (SELECT 1
                             FROM api_tokens t
                            WHERE t.id = g.token AND t.user_id = g.user_id)
            """;

    private final Sql sql;
    private final Clock clock;

    LiveGrants(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Those of them that would let the same user in, in the same role, now. */
    @Connectable
    public Set<Grant> living(Collection<Grant> grants) {
        Instant now = clock.instant();
        List<Grant> asked =
                grants.stream().filter(grant -> grant.until().isAfter(now)).toList();
        List<Long> places = sql.list(
                LIVING,
                row -> row.getLong("place"),
                asked.stream().map(Grant::userId).toList(),
                asked.stream().map(Grant::role).toList(),
                asked.stream()
                        .map(grant ->
                                grant.family() == null ? null : grant.family().toString())
                        .toList(),
                asked.stream().map(Grant::apiToken).toList());
        return places.stream()
                .map(place -> asked.get(Math.toIntExact(place - 1)))
                .collect(Collectors.toSet());
    }
}
