package io.deskledger.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.docs.Described.Operation;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the description against the running server, in both directions. */
class OpenApiIT {

    private static final String UNKNOWN = "no_such_name";
    private static final String TAKES = ", which takes ";
    // Answers 503 before it has read its parameters, as long as there are no summaries.
    private static final Set<String> NEEDS_SUMMARIES = Set.of("GET /api/v1/reports/trends");

    private final ApiServer api = ApiServer.shared();
    private final Described described = Described.by(api.anonymous().getOutside("/openapi.yml"));

    @Test
    void isValid() {
        assertThat(described.problems()).isEmpty();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsOfARoute() {
        assertThat(described.operations().keySet())
                .as(
                        "Describe a new route under `paths` of ticket-api/src/main/resources/openapi/openapi.yml (its request"
                                + " and answer under `components/schemas`); take out what is not there any more. See docs/api.md")
                .containsExactlyInAnyOrderElementsOf(routes().keySet());
    }

    @Test
    void everyOperationIsExplained() {
        described.operations().forEach((route, operation) -> {
            assertThat(operation.get().getOperationId()).as(route).isNotBlank();
            assertThat(operation.get().getSummary()).as(route).isNotBlank();
            assertThat(operation.get().getDescription()).as(route).contains("May be called by: ");
            assertThat(operation.get().getTags()).as(route).hasSize(1);
            Set<String> answers = operation.get().getResponses().keySet();
            assertThat(answers)
                    .as(route)
                    .contains("400", "429", "500", "503")
                    .anyMatch(status -> status.startsWith("2"));
            boolean open = operation.isOpenToAll();
            assertThat(api.anonymous()
                            .send(
                                    operation.method(),
                                    operation.path(),
                                    open ? "{}" : null,
                                    "Content-Type",
                                    operation.bodyType())
                            .status())
                    .as(route + " as anybody")
                    .matches(status -> open == (status != 401));
            assertThat(answers.contains("401") || open)
                    .as(route + " tells of 401")
                    .isTrue();
        });
    }

    @Test
    void bodiesTakeTheFieldsThatAreDescribedAndNoOthers() {
        Map<String, Set<String>> taken = new TreeMap<>();
        Map<String, Set<String>> told = new TreeMap<>();
        described
                .operations()
                .forEach((route, operation) -> operation.jsonBody().ifPresent(body -> {
                    taken.put(route, fieldsTaken(operation, body));
                    told.put(route, new TreeSet<>(body.getProperties().keySet()));
                }));
        assertThat(told).hasSizeGreaterThan(10).isEqualTo(taken);
    }

    @Test
    void requestsTakeTheParametersThatAreDescribedAndNoOthers() {
        Map<String, Set<String>> taken = new TreeMap<>();
        Map<String, Set<String>> told = new TreeMap<>();
        described.operations().forEach((route, operation) -> {
            if (!NEEDS_SUMMARIES.contains(route)) {
                Answer answer = api.admin()
                        .send(
                                operation.method(),
                                operation.path() + "?" + UNKNOWN + "=1",
                                operation.jsonBody().map(_ -> "{}").orElse(null),
                                "Content-Type",
                                operation.bodyType());
                taken.put(route, namesTaken(answer));
                told.put(route, operation.parameters("query"));
            }
        });
        assertThat(told).hasSizeGreaterThan(30).isEqualTo(taken);
    }

    @Test
    void answersHaveTheFieldsThatAreDescribed() {
        int[] compared = {0};
        routes().forEach((route, info) -> {
            Argument<?> type = ((MethodBasedRouteInfo<?, ?>) info)
                    .getTargetMethod()
                    .getReturnType()
                    .asArgument();
            Argument<?> answer = HttpResponse.class.isAssignableFrom(type.getType())
                    ? type.getFirstTypeVariable().orElse(type)
                    : type;
            Operation operation = described.operations().get(route);
            if (operation != null
                    && operation.jsonAnswer().isPresent()
                    && BeanIntrospector.SHARED
                            .findIntrospection(answer.getType())
                            .isPresent()) {
                compare(route, answer, operation.jsonAnswer().get());
                compared[0]++;
            }
        });
        assertThat(compared[0]).isGreaterThan(25);
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        Answer page = api.anonymous().getOutside("/swagger-ui").expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("http");
        assertThat(page.response().body()).doesNotContain("http://", "https://", "//cdn");
        for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js", "favicon-32x32.png")) {
            assertThat(page.response().body() + "favicon").contains(file);
            assertThat(api.anonymous()
                            .getOutside("/swagger-ui/" + file)
                            .expect(200)
                            .response()
                            .body())
                    .isNotEmpty();
        }
        assertThat(api.anonymous().getOutside("/swagger-ui/start.js").header("Content-Type"))
                .contains("javascript");
        api.anonymous().getOutside("/swagger-ui/application.yml").expectProblem(404);
        api.anonymous().getOutside("/swagger-ui/..%2Fopenapi.yml").expectProblem(404);
    }

    private static void compare(String place, Argument<?> type, @Nullable Schema<?> schema) {
        BeanIntrospection<?> record =
                BeanIntrospector.SHARED.findIntrospection(type.getType()).orElse(null);
        if (record == null || type.getType().isEnum()) {
            return;
        }
        Map<String, Argument<?>> fields = new TreeMap<>();
        record.getBeanProperties().stream()
                .filter(property -> !property.hasAnnotation(JsonIgnore.class))
                .forEach(property -> fields.put(snakeCase(property.getName()), property.asArgument()));
        assertThat(schema).as(place).isNotNull();
        assertThat(schema.getProperties()).as(place).isNotNull();
        Set<String> told = new TreeSet<>(schema.getProperties().keySet());
        if (type.getType().getSimpleName().equals("Page")) {
            told.add("total");
        }
        assertThat(told).as(place + " answers " + type.getTypeName()).isEqualTo(fields.keySet());
        fields.forEach((name, field) -> {
            Schema<?> of = Described.plain(schema.getProperties().get(name));
            if (of != null && of.getItems() != null) {
                Argument<?> item =
                        name.equals("items") && type.getFirstTypeVariable().isPresent()
                                ? type.getFirstTypeVariable().get()
                                : field.getFirstTypeVariable().orElse(field);
                compare(place + "." + name, item, Described.plain(of.getItems()));
            } else if (of != null && of.getProperties() != null) {
                compare(place + "." + name, field, of);
            }
        });
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** What a body takes may depend on the action that it asks for: then each of them is tried. */
    private Set<String> fieldsTaken(Operation operation, Schema<?> body) {
        Schema<?> action = body.getProperties().get("action");
        Stream<String> bodies = action == null || action.getEnum() == null
                ? Stream.of("{\"" + UNKNOWN + "\": 1}")
                : action.getEnum().stream().map(one -> "{\"action\": \"" + one + "\", \"" + UNKNOWN + "\": 1}");
        return bodies.map(text -> api.admin()
                        .send(operation.method(), operation.path(), text, "Content-Type", "application/json"))
                .flatMap(answer -> namesTaken(answer).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesTaken(Answer answer) {
        for (JsonNode error : answer.expectProblem(400).json().path("errors")) {
            if (error.get("field").textValue().equals(UNKNOWN)) {
                String message = error.get("message").textValue();
                String names = message.substring(message.indexOf(TAKES) + TAKES.length());
                return names.equals("none") ? Set.of() : new TreeSet<>(Arrays.asList(names.split(", ")));
            }
        }
        throw new AssertionError(
                "nobody noticed the unknown name: " + answer.response().body());
    }

    private Map<String, UriRouteInfo<?, ?>> routes() {
        return api.server()
                .getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                .collect(Collectors.toMap(
                        route -> Described.name(
                                route.getHttpMethodName(),
                                route.getUriMatchTemplate().toPathString()),
                        route -> route,
                        (one, _) -> one,
                        TreeMap::new));
    }
}
