package io.deskledger.api.timeline;

import io.deskledger.api.http.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a page ended.
 *
 * @param at when the last item happened
 * @param kind comments come before the changes that they made at the same moment
 * @param number the comment's id or the ticket's version
 */
record TimelineKeys(Instant at, int kind, long number) {

    static final int COMMENTS = 0;
    static final int CHANGES = 1;

    static final TimelineKeys START = new TimelineKeys(Instant.parse("0001-01-01T00:00:00Z"), COMMENTS, 0);
    static final TimelineKeys END = new TimelineKeys(Instant.parse("9999-12-31T23:59:59Z"), CHANGES, Long.MAX_VALUE);
    private static final int PARTS = 3;

    List<String> texts() {
        return List.of(at.toString(), Integer.toString(kind), Long.toString(number));
    }

    static Optional<TimelineKeys> read(List<String> texts) {
        if (texts.size() != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimelineKeys(
                    Moments.parse(texts.get(0)), Integer.parseInt(texts.get(1)), Long.parseLong(texts.get(2))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
