package io.deskledger.api.report;

import io.deskledger.model.WireName;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What agents are ranked by. */
public enum RankingMetric implements WireName {
    /** The shortest first. */
    AVG_RESOLUTION_HOURS(
            "CAST(resolution_micros AS numeric(60, 20)) / nullif(resolved, 0)", "ASC", "resolution_micros"),
    /** The most first. */
    RESOLVED("resolved", "DESC"),
    /** The shortest first. */
    FIRST_RESPONSE_HOURS(
            "CAST(first_response_micros AS numeric(60, 20)) / nullif(first_responses, 0)",
            "ASC",
            "first_response_micros",
            "first_responses"),
    /** The highest first. */
    SLA_RATE("CAST(100 * sla_met AS numeric(60, 20)) / nullif(sla_promised, 0)", "DESC", "sla_met", "sla_promised");

    private final String wire = name().toLowerCase(Locale.ROOT);
    private final String expression;
    private final String order;
    private final String sums;

    RankingMetric(String expression, String order, String... summed) {
        this.expression = expression;
        this.order = order;
        this.sums = Stream.concat(Stream.of("resolved"), Stream.of(summed))
                .map(figure -> "sum(" + figure + ") AS " + figure)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String wire() {
        return wire;
    }

    /**
     * The figure as SQL, from sums of {@code daily_agent_facts}; null where an agent has none. With twenty decimals, so
     * that equal means are equal whatever they are means of: what PostgreSQL chooses depends on the operands.
     */
    String expression() {
        return expression;
    }

    String order() {
        return order;
    }

    /** The sums that {@link #expression} is made of, and that of the tickets resolved, as SQL. */
    String sums() {
        return sums;
    }
}
