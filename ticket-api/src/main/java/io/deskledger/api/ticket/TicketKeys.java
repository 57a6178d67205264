package io.deskledger.api.ticket;

import io.deskledger.api.http.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a page ended, whatever it is sorted by.
 *
 * @param rank of the last ticket's status, priority or relevance; 0 where the order has none
 * @param at when the last ticket was created or changed
 * @param id the last ticket
 * @param newest the newest ticket that was there for the first page of a list by relevance, else 0
 */
record TicketKeys(double rank, Instant at, long id, long newest) {

    private static final int PARTS = 4;

    List<String> texts() {
        return List.of(Double.toString(rank), at.toString(), Long.toString(id), Long.toString(newest));
    }

    static Optional<TicketKeys> read(List<String> texts) {
        if (texts.size() != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TicketKeys(
                    Double.parseDouble(texts.get(0)),
                    Moments.parse(texts.get(1)),
                    Long.parseLong(texts.get(2)),
                    Long.parseLong(texts.get(3))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The values of {@link TicketSort#row()}. */
    List<Object> row(TicketSort sort) {
        return switch (sort) {
            case CREATED_AT, UPDATED_AT -> List.of(at, id);
            case PRIORITY, STATUS -> List.of((int) rank, at, id);
            case RELEVANCE -> List.of(rank, id);
        };
    }
}
