package io.deskledger.api.report;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What agents are ranked by. */
public enum RankingMetric implements WireName {
    /** The shortest first. */
    AVG_RESOLUTION_HOURS("resolution_micros / nullif(resolved, 0)", "ASC"),
    /** The most first. */
    RESOLVED("resolved", "DESC"),
    /** The shortest first. */
    FIRST_RESPONSE_HOURS("first_response_micros / nullif(first_responses, 0)", "ASC");

    private final String wire = name().toLowerCase(Locale.ROOT);
    private final String expression;
    private final String order;

    RankingMetric(String expression, String order) {
        this.expression = expression;
        this.order = order;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The figure as SQL, from sums of {@code daily_agent_facts}; null where an agent has none. */
    String expression() {
        return expression;
    }

    String order() {
        return order;
    }
}
