package io.deskledger.api.report;

import io.deskledger.api.sql.RowMapper;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Agents' places as the worker has stored them for periods that are over. */
@Singleton
class StoredRankings {

    private static final Set<RankingMetric> STORED =
            EnumSet.of(RankingMetric.AVG_RESOLUTION_HOURS, RankingMetric.RESOLVED, RankingMetric.FIRST_RESPONSE_HOURS);

    private static final String RANKING = """
            SELECT r.rank, r.previous_rank, r.agent_id, u.full_name, u.email, r.resolved, r.resolution_micros,
                   r.first_responses, r.first_response_micros
              FROM analytics.agent_rankings r
              JOIN users u ON u.id = r.agent_id
             WHERE r.period = ? AND r.last_day = ? AND r.metric = ?
             ORDER BY r.rank NULLS LAST, r.resolved DESC, r.agent_id
             LIMIT ?
            """;

    private final StoredPeriods periods;
    private final Sql sql;

    StoredRankings(StoredPeriods periods, @Named(Frames.DATABASE) Sql sql) {
        this.periods = periods;
        this.sql = sql;
    }

    /** The ranking of these very days; empty where none is stored that is still right. */
    <T> Optional<List<T>> find(DayRange range, RankingMetric metric, int minSample, int limit, RowMapper<T> mapper) {
        return STORED.contains(metric)
                ? periods.ranked(range, minSample)
                        .map(period -> sql.list(RANKING, mapper, period, range.to(), metric.wire(), limit))
                : Optional.empty();
    }
}
