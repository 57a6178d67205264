package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An agent's place.
 *
 * @param rank agents with the same figure share it; null with too few resolved tickets, or without the figure
 * @param previousRank in as many days right before the range
 * @param resolved tickets resolved while they were the agent's
 * @param slaRate how many percent of the resolutions promised came in time, open and late ones being missed
 * @param link the list of those tickets
 */
@Serdeable
public record RankingItem(
        @Nullable Long rank,
        @Nullable Long previousRank,
        AgentView agent,
        long resolved,
        @Nullable BigDecimal avgResolutionHours,
        @Nullable BigDecimal firstResponseHours,
        @Nullable BigDecimal slaRate,
        String link) {

    RankingItem withSlaRate(@Nullable BigDecimal rate) {
        return new RankingItem(rank, previousRank, agent, resolved, avgResolutionHours, firstResponseHours, rate, link);
    }
}
