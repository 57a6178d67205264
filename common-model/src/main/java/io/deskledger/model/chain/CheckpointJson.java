package io.deskledger.model.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;

/** A checkpoint as one line of JSON: in the file and in the topic. */
public final class CheckpointJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CheckpointJson() {}

    public static String write(SignedCheckpoint signed) {
        return node(signed).toString();
    }

    static ObjectNode node(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        ObjectNode line = JSON.createObjectNode();
        line.put("chain", checkpoint.chain());
        line.put("size", checkpoint.size());
        line.put("root", checkpoint.root().toString());
        line.put("head", checkpoint.head().toString());
        line.put("rows", checkpoint.rows().toString());
        line.put("at", checkpoint.at().toString());
        line.put("previous", checkpoint.previous().toString());
        line.put("key", signed.key().toString());
        line.put("signature", signed.signature());
        return line;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static SignedCheckpoint read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Checkpoint checkpoint = new Checkpoint(
                    Math.toIntExact(number(node, "chain")),
                    number(node, "size"),
                    hash(node, "root"),
                    hash(node, "head"),
                    RowMarks.parse(required(node, "rows").asText()),
                    Instant.parse(required(node, "at").asText()),
                    hash(node, "previous"));
            return new SignedCheckpoint(
                    checkpoint, hash(node, "key"), required(node, "signature").asText());
        } catch (JsonProcessingException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
    }

    private static Hash hash(JsonNode node, String field) {
        return Hash.parse(required(node, field).asText());
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException(field + " of a checkpoint is a whole number");
        }
        return value.longValue();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new IllegalArgumentException("a checkpoint has a field " + field);
        }
        return value;
    }
}
