package io.deskledger.api.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.deskledger.api.http.JsonComplaint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes as JSON that PostgreSQL can hold: strict UTF-8, no repeated keys, no NUL, no half characters. */
final class LineJson {

    private static final int MAX_NESTING = 32;
    private static final int MAX_DIGITS = 400;

    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Keys come from strangers: interning them would keep them for ever.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader();

    private LineJson() {}

    static JsonNode read(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new RefusedLineException("the line holds a NUL character");
            }
            JsonNode root = READER.readTree(text);
            requireStorable(root, "");
            return root;
        } catch (CharacterCodingException e) {
            throw new RefusedLineException("the line is not valid UTF-8");
        } catch (JsonProcessingException e) {
            throw new RefusedLineException("the line is not valid JSON: " + JsonComplaint.of(e));
        } catch (NumberFormatException e) {
            throw new RefusedLineException("the line holds a number whose exponent is out of range");
        }
    }

    private static void requireStorable(JsonNode node, String path) {
        if (node.isTextual()) {
            requireStorable(node.textValue(), path);
        } else if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_DIGITS) {
            throw new RefusedLineException(path, "is a number out of range");
        } else if (node.isObject()) {
            for (var field : node.properties()) {
                String fieldPath = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                requireStorable(field.getKey(), path.isEmpty() ? "a field's name" : "a name in " + path);
                requireStorable(field.getValue(), fieldPath);
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                requireStorable(node.get(i), path + "[" + i + "]");
            }
        }
    }

    private static void requireStorable(String text, String path) {
        if (text.indexOf('\0') >= 0) {
            throw new RefusedLineException(path, "holds a NUL character");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new RefusedLineException(path, "holds half a character (an unpaired surrogate)");
        }
    }
}
