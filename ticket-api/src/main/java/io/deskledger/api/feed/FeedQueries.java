package io.deskledger.api.feed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.audit.AuditSchema;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.event.ChangeEventCodec;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The SQL of the feed, on the views that the audit consumer publishes. */
@Singleton
class FeedQueries {

    // The next rows of every chain, oldest first. The highest time so far in the chain is what counts, so that no row
    // overtakes one before it in its own chain: a page always ends at one place of each chain.
    private static final String ROWS = """
            SELECT e.*, octet_length(e.data) AS bytes
              FROM audit.log_heads h
              LEFT JOIN unnest(?::bigint[], ?::bigint[]) AS p (chain, seq) ON p.chain = h.chain
             CROSS JOIN LATERAL (
                   SELECT l.chain, l.seq, l.event_id, l.type, l.entity, l.entity_id, l.ticket_id, l.version,
                          l.occurred_at, l.actor_id, l.request_id, l.data,
                          max(l.recorded_at) OVER (ORDER BY l.seq) AS place
                     FROM (SELECT *
                             FROM audit.log
                            WHERE chain = h.chain AND seq > coalesce(p.seq, 0) AND seq <= h.seq
                            ORDER BY seq
                            LIMIT ?) l) e
             ORDER BY e.place, e.chain, e.seq
             LIMIT ?
            """;

    /** What a page holds, but for its last event: several of them are held at once, each several times over. */
    static final int PAGE_BYTES = 512 << 10;

    private static final String AFTER = Bytes.bounded(ROWS, "place, chain, seq", PAGE_BYTES);

    private static final String HEADS = "SELECT chain, seq FROM audit.log_heads";

    // Exact numbers: what a reader gets is what the event said, to the last digit.
    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .reader();

    private final Sql sql;

    FeedQueries(Sql sql) {
        this.sql = sql;
    }

    /** The events that follow that position: at most {@code limit}, and fewer where they are long. */
    @ReadOnly
    Portion<FeedEvent> after(FeedPosition position, int limit) {
        List<Long> chains =
                position.seqs().keySet().stream().map(Integer::longValue).toList();
        List<Long> seqs = List.copyOf(position.seqs().values());
        int rows = limit + 1;
        return AuditSchema.require(() -> sql.portion(AFTER, FeedQueries::event, chains, seqs, rows, rows))
                .upTo(limit);
    }

    /** The position behind everything that is recorded now. */
    @ReadOnly
    FeedPosition end() {
        SortedMap<Integer, Long> seqs = new TreeMap<>();
        AuditSchema.require(() -> sql.list(HEADS, row -> seqs.put(row.getInt("chain"), row.getLong("seq"))));
        return new FeedPosition(seqs);
    }

    private static FeedEvent event(ResultSet row) throws SQLException {
        Long actor = Rows.longOrNull(row, "actor_id");
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", row.getString("event_id"))
                .put("source", ChangeEventCodec.SOURCE.toString())
                .put("type", row.getString("type"))
                .put("subject", row.getString("entity") + "/" + row.getLong("entity_id"))
                .put("time", Rows.instant(row, "occurred_at").toString())
                .put("actor", actor == null ? "system" : "users/" + actor)
                .put("requestid", row.getString("request_id"))
                .put("entityversion", Long.toString(row.getLong("version")));
        String data = row.getString("data");
        if (data != null) { // Null where a person was erased from it.
            event.put("datacontenttype", ChangeEventCodec.CONTENT_TYPE).set("data", json(data));
        }
        return new FeedEvent(row.getInt("chain"), row.getLong("seq"), Rows.longOrNull(row, "ticket_id") != null, event);
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (JacksonException e) {
            throw new IllegalStateException("data that is not JSON", e);
        }
    }
}
