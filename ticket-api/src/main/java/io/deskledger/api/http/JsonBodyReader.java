package io.deskledger.api.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.TypedMessageBodyReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Parses bodies strictly and within limits; what is wrong is said with its line and column. */
@Singleton
@Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
final class JsonBodyReader implements TypedMessageBodyReader<JsonBody> {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MARK_BYTES = 4;
    private static final int MAX_NESTING = 32;
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader();

    @Override
    public Argument<JsonBody> getType() {
        return Argument.of(JsonBody.class);
    }

    @Override
    public JsonBody read(Argument<JsonBody> type, MediaType mediaType, Headers headers, InputStream body) {
        return read(body, MAX_BYTES);
    }

    static JsonBody read(InputStream body, int maxBytes) {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a body failed", e);
        }
        if (bytes.length > maxBytes) {
            throw new ProblemException.TooLarge("The body is larger than " + maxBytes + " bytes");
        }
        return parse(bytes);
    }

    static JsonBody parse(byte[] bytes) {
        requireUtf8(bytes);
        try {
            JsonNode root = READER.readTree(bytes);
            if (root instanceof ObjectNode object) {
                return new JsonBody(object);
            }
        } catch (JacksonException e) {
            throw new ProblemException.Unreadable(
                    "The body is not readable JSON" + place(e.getLocation()) + ": " + JsonComplaint.of(e));
        } catch (NumberFormatException e) {
            // The parser refuses numbers that are too long, and leaves others to java.math.BigDecimal.
            throw new ProblemException.Unreadable("The body holds a number whose exponent is out of range");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        throw new ProblemException.Unreadable("The body must be a JSON object");
    }

    /**
     * The parser takes UTF-16 and UTF-32 too, and tells them by the first bytes, which no JSON in UTF-8 begins with.
     */
    private static void requireUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, MARK_BYTES); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
                throw new ProblemException.Unreadable("The body must be JSON in UTF-8");
            }
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
