package io.deskledger.model.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the log with its hashes as one line of JSON, as PostgreSQL's {@code row_to_json} writes it. */
public final class AuditRowJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AuditRowJson() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where it is no row of the log; the message says why
     */
    public static ChainLink read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            AuditRow row = new AuditRow(
                    Math.toIntExact(number(node, "chain")),
                    number(node, "seq"),
                    UUID.fromString(text(node, "event_id")),
                    time(node, "recorded_at"),
                    time(node, "occurred_at"),
                    text(node, "type"),
                    text(node, "entity"),
                    number(node, "entity_id"),
                    numberOrNull(node, "ticket_id"),
                    number(node, "version"),
                    text(node, "action"),
                    numberOrNull(node, "actor_id"),
                    text(node, "actor_role"),
                    text(node, "request_id"),
                    number(node, "kafka_offset"),
                    required(node, "data").isNull() ? null : text(node, "data"));
            return new ChainLink(row, hash(node, "data_hash"), hash(node, "prev_hash"), hash(node, "row_hash"));
        } catch (JsonProcessingException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not a row of the log: " + e.getMessage(), e);
        }
    }

    static ObjectNode node(ChainLink link) {
        AuditRow row = link.row();
        return JSON.createObjectNode()
                .put("chain", row.chain())
                .put("seq", row.seq())
                .put("event_id", row.eventId().toString())
                .put("recorded_at", row.recordedAt().toString())
                .put("occurred_at", row.occurredAt().toString())
                .put("type", row.type())
                .put("entity", row.entity())
                .put("entity_id", row.entityId())
                .put("ticket_id", row.ticketId())
                .put("version", row.version())
                .put("action", row.action())
                .put("actor_id", row.actorId())
                .put("actor_role", row.actorRole())
                .put("request_id", row.requestId())
                .put("kafka_offset", row.kafkaOffset())
                .put("data", row.data())
                .put("data_hash", link.dataHash().toString())
                .put("prev_hash", link.previousHash().toString())
                .put("row_hash", link.hash().toString());
    }

    private static Instant time(JsonNode node, String field) {
        return OffsetDateTime.parse(text(node, field)).toInstant();
    }

    /** PostgreSQL writes bytes as hexadecimal behind {@code \x}. */
    private static Hash hash(JsonNode node, String field) {
        String text = text(node, field);
        return Hash.parse(text.startsWith("\\x") ? text.substring(2) : text);
    }

    private static @Nullable Long numberOrNull(JsonNode node, String field) {
        return required(node, field).isNull() ? null : number(node, field);
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(field + " is no whole number");
        }
        return value.longValue();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.textValue();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + field);
        }
        return value;
    }
}
