package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many percent of the resolutions that agents were to deliver came in time. */
@Singleton
class AgentSlaRates {

    private static final String RATES = """
            SELECT agent_id, sum(sla_met) AS met, sum(sla_promised) AS promised
              FROM {facts} facts
             WHERE agent_id = ANY (?)
             GROUP BY agent_id
            """.replace("{facts}", Agents.FACTS);

    private final Sql sql;

    AgentSlaRates(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** By agent; those from whom nothing was promised are not in it. */
    Map<Long, BigDecimal> of(List<Long> agents, DayRange range) {
        Map<Long, BigDecimal> rates = new HashMap<>();
        if (agents.isEmpty()) {
            return rates;
        }
        sql.list(
                        RATES,
                        row -> new long[] {row.getLong("agent_id"), row.getLong("met"), row.getLong("promised")},
                        Spans.parameters(List.of(range), agents))
                .forEach(row -> {
                    BigDecimal rate = Rounding.rate(row[1], row[2]);
                    if (rate != null) {
                        rates.put(row[0], rate);
                    }
                });
        return rates;
    }
}
