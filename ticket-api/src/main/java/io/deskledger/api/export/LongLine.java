package io.deskledger.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.ticket.TicketHistory;
import io.deskledger.api.ticket.TicketHistoryRepository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The line of a ticket whose comments don't fit into memory at once: what they say is read a portion at a time, while
 * the line is written. A comment that somebody deletes meanwhile is left out of it.
 */
final class LongLine implements Supplier<byte @Nullable []> {

    private static final String END = "]}";

    private final TicketHistoryRepository histories;
    private final long ticketId;
    private final Iterator<JsonNode> entries;
    private @Nullable String begin;
    private boolean first = true;
    private boolean ended;

    LongLine(TicketHistory history, String source, TicketHistoryRepository histories) {
        this.histories = histories;
        this.ticketId = history.ticket().id();
        ObjectNode line = TicketLine.json(history, source);
        this.entries = line.get(TicketLine.HISTORY).iterator();
        line.putArray(TicketLine.HISTORY);
        String empty = line.toString();
        this.begin = empty.substring(0, empty.length() - END.length());
    }

    /** The next piece of the line, or null behind its end. */
    @Override
    public byte @Nullable [] get() {
        if (ended) {
            return null;
        }
        StringBuilder piece = new StringBuilder();
        if (begin != null) {
            piece.append(begin);
            begin = null;
        }
        for (ObjectNode entry : portion()) {
            piece.append(first ? "" : ",").append(entry);
            first = false;
        }
        if (!entries.hasNext()) {
            ended = true;
            piece.append(END).append('\n');
        }
        return piece.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<ObjectNode> portion() {
        List<ObjectNode> portion = new ArrayList<>();
        List<Long> comments = new ArrayList<>();
        for (long bytes = 0; bytes < Bytes.PAGE && entries.hasNext(); ) {
            ObjectNode entry = (ObjectNode) entries.next();
            portion.add(entry);
            JsonNode comment = entry.path(HistoryEntries.COMMENT);
            if (comment.has(HistoryEntries.ID)) {
                comments.add(comment.get(HistoryEntries.ID).longValue());
                bytes += comment.get(HistoryEntries.BYTES).longValue();
            }
        }
        Map<Long, String> contents = comments.isEmpty() ? Map.of() : histories.contents(ticketId, comments);
        portion.removeIf(entry -> !isTold(entry, contents));
        return portion;
    }

    /** Fills the comment in; false where nothing is left to be told. */
    private static boolean isTold(ObjectNode entry, Map<Long, String> contents) {
        if (!(entry.path(HistoryEntries.COMMENT) instanceof ObjectNode comment && comment.has(HistoryEntries.ID))) {
            return true;
        }
        String content = contents.get(comment.get(HistoryEntries.ID).longValue());
        comment.remove(List.of(HistoryEntries.ID, HistoryEntries.BYTES));
        if (content != null) {
            comment.put(HistoryEntries.CONTENT, content);
            return true;
        }
        entry.remove(HistoryEntries.COMMENT);
        return entry.size() > 2; // when and who
    }
}
