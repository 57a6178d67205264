package io.deskledger.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.ProblemException;
import java.io.InputStream;

/**
 * The JSON object in a request's body, syntactically sound and nothing more; {@link JsonFields} reads it by the rules
 * of the command.
 *
 * @param root the object
 */
public record JsonBody(ObjectNode root) {

    /**
     * Reads a body that comes as a stream.
     *
     * @throws ProblemException.TooLarge where it has more bytes
     */
    public static JsonBody read(InputStream body, int maxBytes) {
        return JsonBodyReader.read(body, maxBytes);
    }

    /** Starts reading; end it with {@link JsonFields#check()}. */
    public JsonFields fields() {
        return new JsonFields(root);
    }

    /** The same for an object within a body: errors name its fields with that in front. */
    public JsonFields fields(String prefix) {
        return new JsonFields(root, prefix);
    }
}
