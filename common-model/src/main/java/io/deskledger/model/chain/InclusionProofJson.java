package io.deskledger.model.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A proof as JSON: the row as an export has it, the path, the checkpoint as its file has it. */
public final class InclusionProofJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private InclusionProofJson() {}

    public static String write(InclusionProof proof) {
        ObjectNode node = JSON.createObjectNode();
        node.set("row", AuditRowJson.node(proof.link()));
        ArrayNode path = node.putArray("path");
        proof.path().forEach(hash -> path.add(hash.toString()));
        node.set("checkpoint", CheckpointJson.node(proof.checkpoint()));
        return node.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static InclusionProof read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            List<Hash> path = new ArrayList<>();
            node.path("path").forEach(hash -> path.add(Hash.parse(hash.asText())));
            return new InclusionProof(
                    AuditRowJson.read(node.path("row").toString()),
                    path,
                    CheckpointJson.read(node.path("checkpoint").toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a proof: " + e.getOriginalMessage(), e);
        }
    }
}
