package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with all that is kept of its past. People are JSON: {@code email}, {@code full_name} and {@code role}.
 *
 * @param ticket as it stands now
 * @param tags its tags, sorted
 * @param origin what names it where it was imported from, or null
 * @param people who is around it
 * @param moves how its status moved, without what was undone, in order
 * @param comments what was said, in order
 */
public record TicketHistory(
        Ticket ticket,
        List<String> tags,
        @Nullable Origin origin,
        People people,
        List<Moved> moves,
        List<Said> comments) {

    /** Whether nothing is left out of the comments. */
    public boolean isWhole() {
        return comments.stream().allMatch(said -> said.content() != null);
    }

    /** The two names of an imported ticket. */
    public record Origin(String source, String externalId) {}

    /** The people that the ticket names. */
    public record People(
            JsonNode creator,
            @Nullable JsonNode assignee,
            @Nullable JsonNode firstResponder,
            @Nullable JsonNode resolvedAssignee) {}

    /** A move of the status; nobody made those of Deskledger itself. */
    public record Moved(Instant at, @Nullable JsonNode actor, TicketStatus from, TicketStatus to) {}

    /**
     * A comment.
     *
     * @param content null where the ticket has too much of it; see {@link TicketHistoryRepository#contents}
     * @param bytes how long the content is
     */
    public record Said(
            long id, Instant at, JsonNode author, @Nullable String content, int bytes, boolean internal) {}
}
