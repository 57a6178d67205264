package io.deskledger.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Writes JSON trees, such as custom fields, into answers. */
@Singleton
final class JsonTreeSerializer implements Serializer<JsonNode> {

    private static final Argument<JsonNode> TREE = Argument.of(JsonNode.class);

    @Override
    public void serialize(Encoder out, EncoderContext context, Argument<? extends JsonNode> type, JsonNode value)
            throws IOException {
        write(out, value);
    }

    private static void write(Encoder out, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                try (Encoder object = out.encodeObject(TREE)) {
                    for (var field : node.properties()) {
                        object.encodeKey(field.getKey());
                        write(object, field.getValue());
                    }
                }
            }
            case ARRAY -> {
                try (Encoder array = out.encodeArray(TREE)) {
                    for (JsonNode element : node) {
                        write(array, element);
                    }
                }
            }
            case STRING -> out.encodeString(node.textValue());
            case BOOLEAN -> out.encodeBoolean(node.booleanValue());
            case NUMBER -> writeNumber(out, node);
            case NULL, MISSING, BINARY, POJO -> out.encodeNull();
        }
    }

    private static void writeNumber(Encoder out, JsonNode number) throws IOException {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            out.encodeLong(number.longValue());
        } else if (number.isIntegralNumber()) {
            out.encodeBigInteger(number.bigIntegerValue());
        } else {
            out.encodeBigDecimal(number.decimalValue());
        }
    }
}
