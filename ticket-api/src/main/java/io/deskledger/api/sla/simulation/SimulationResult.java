package io.deskledger.api.sla.simulation;

import io.deskledger.model.ticket.TicketPriority;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have been, beside what was.
 *
 * @param target which promise was measured: {@code first_response}, {@code next_response} or {@code resolution}
 * @param items by priority, most pressing first
 * @param toMet how many promises were missed and would not have been; a ticket has one, but of next responses one for
 *     each question
 * @param toMissed how many were not, and would have been
 * @param flips the first of these by their tickets
 * @param flipsTruncated whether there are more of them
 * @param zone the zone whose days these are
 */
@Serdeable
public record SimulationResult(
        String target,
        List<Compliance> items,
        long toMet,
        long toMissed,
        List<Flip> flips,
        boolean flipsTruncated,
        LocalDate from,
        LocalDate to,
        String zone) {

    /** What was and what would have been, of a priority. */
    @Serdeable
    public record Compliance(TicketPriority priority, Figures real, Figures simulated) {}

    /** The figures of {@code GET /reports/sla}, defined in docs/metrics.md. */
    @Serdeable
    public record Figures(
            long totalResolved,
            long withinSla,
            long missedOpen,
            @Nullable BigDecimal complianceRate) {}

    /**
     * A ticket whose promise was kept and would have been broken, or the other way round.
     *
     * @param cycle the how-manieth question of next responses, 1 of the others
     * @param real {@code met} or {@code missed}
     * @param simulated the other
     * @param simulatedPolicy the name of the policy that it would have had
     */
    @Serdeable
    public record Flip(
            long ticketId,
            String ticketNumber,
            int cycle,
            TicketPriority priority,
            String real,
            String simulated,
            @Nullable Instant realDueAt,
            @Nullable Instant simulatedDueAt,
            String simulatedPolicy) {}
}
