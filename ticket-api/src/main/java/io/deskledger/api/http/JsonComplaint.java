package io.deskledger.api.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** What a JSON parser has to say, in words for whoever sent the text: no class or setting of ours in it. */
public final class JsonComplaint {

    private JsonComplaint() {}

    public static String of(JacksonException problem) {
        return switch (problem) {
            case StreamConstraintsException _ -> "it is nested too deeply, or a name, text or number is too long";
            case MismatchedInputException _ -> "something follows the value";
            default ->
                String.valueOf(problem.getOriginalMessage()).lines().findFirst().orElse("it can't be read");
        };
    }
}
