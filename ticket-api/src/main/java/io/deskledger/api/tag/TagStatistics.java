package io.deskledger.api.tag;

import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the tickets of a tag stand, without the deleted ones.
 *
 * @param name the tag
 * @param total all of them
 * @param resolved those that are resolved or closed
 * @param byStatus how many have each status
 * @param byPriority how many have each priority
 * @param avgResolutionHours from creation to resolution, over the resolved ones, to two decimals; null without any
 */
@Serdeable
record TagStatistics(
        String name,
        long total,
        long resolved,
        Map<String, Long> byStatus,
        Map<String, Long> byPriority,
        @Nullable BigDecimal avgResolutionHours) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    private static final int DECIMALS = 2;

    /**
     * The tickets of one status and priority.
     *
     * @param seconds the sum of their times to resolution
     */
    record Part(TicketStatus status, TicketPriority priority, long tickets, BigDecimal seconds) {}

    static TagStatistics of(String name, List<Part> parts) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            byStatus.put(status.wire(), 0L);
        }
        Map<String, Long> byPriority = new LinkedHashMap<>();
        for (TicketPriority priority : TicketPriority.values()) {
            byPriority.put(priority.wire(), 0L);
        }
        long total = 0;
        long resolved = 0;
        BigDecimal seconds = BigDecimal.ZERO;
        for (Part part : parts) {
            byStatus.merge(part.status().wire(), part.tickets(), Long::sum);
            byPriority.merge(part.priority().wire(), part.tickets(), Long::sum);
            total += part.tickets();
            resolved += part.status().isOpen() ? 0 : part.tickets();
            seconds = seconds.add(part.seconds());
        }
        return new TagStatistics(name, total, resolved, byStatus, byPriority, hours(seconds, resolved));
    }

    private static @Nullable BigDecimal hours(BigDecimal seconds, long tickets) {
        return tickets == 0
                ? null
                : seconds.divide(
                        SECONDS_PER_HOUR.multiply(BigDecimal.valueOf(tickets)), DECIMALS, RoundingMode.HALF_UP);
    }
}
