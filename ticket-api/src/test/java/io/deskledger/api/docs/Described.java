package io.deskledger.api.docs;

import io.deskledger.api.Answer;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the description says.
 *
 * @param problems why it is not valid; empty where it is
 * @param operations by method and path, as {@link #name} writes them
 */
record Described(List<String> problems, Map<String, Operation> operations) {

    private static final String JSON = "application/json";

    static Described by(Answer answer) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(answer.expect(200).response().body(), null, options);
        Map<String, Operation> operations = new TreeMap<>();
        parsed.getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operations.put(
                                name(method.name(), path), new Operation(method.name(), path, operation))));
        return new Described(parsed.getMessages(), operations);
    }

    /** Variables are named for readers in the description, and for Java in the code. */
    static String name(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    /** The schema itself, where it stands within another one only to be nullable. */
    static @Nullable Schema<?> plain(@Nullable Schema<?> schema) {
        return schema != null && schema.getAllOf() != null && schema.getAllOf().size() == 1
                ? schema.getAllOf().getFirst()
                : schema;
    }

    /** One operation. */
    record Operation(String method, String template, io.swagger.v3.oas.models.Operation get) {

        /** A path that leads there. */
        String path() {
            return template.replace("/api/v1", "").replaceAll("\\{[^}]*}", "1");
        }

        boolean isOpenToAll() {
            return get.getSecurity() != null && get.getSecurity().isEmpty();
        }

        Optional<Schema<?>> jsonBody() {
            return get.getRequestBody() == null
                    ? Optional.empty()
                    : json(get.getRequestBody().getContent());
        }

        Optional<Schema<?>> jsonAnswer() {
            return get.getResponses().entrySet().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .findFirst()
                    .flatMap(answer -> json(answer.getValue().getContent()));
        }

        String bodyType() {
            return get.getRequestBody() == null
                    ? JSON
                    : get.getRequestBody().getContent().keySet().iterator().next();
        }

        Set<String> parameters(String in) {
            Set<String> names = new TreeSet<>();
            if (get.getParameters() != null) {
                get.getParameters().stream()
                        .filter(parameter -> parameter.getIn().equals(in))
                        .forEach(parameter -> names.add(parameter.getName()));
            }
            return names;
        }

        private static Optional<Schema<?>> json(@Nullable Content content) {
            MediaType type = content == null ? null : content.get(JSON);
            return type == null ? Optional.empty() : Optional.ofNullable(plain(type.getSchema()));
        }
    }
}
