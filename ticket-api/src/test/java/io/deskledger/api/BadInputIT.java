package io.deskledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field of every body, wrong in every way: 400 that names it, and nothing is stored. */
class BadInputIT {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EMOJI = "🎫👩‍👩‍👧 ticket";
    private static final String RIGHT_TO_LEFT = "\u202eמדפסת בוערת טabc";
    private static final String HUGE = "x".repeat(1 << 20);

    private final ApiServer api = ApiServer.shared();
    private final ApiClient admin = api.admin();

    private enum Kind {
        TEXT,
        NAME,
        CONSTANT,
        FLAG,
        ID,
        NUMBER,
        LIST,
        OBJECT
    }

    /** A field of a body; {@code max} is of texts and numbers. */
    private record Field(String name, Kind kind, boolean required, int min, int max) {

        static Field text(String name, int min, int max) {
            return new Field(name, Kind.TEXT, false, min, max);
        }

        static Field of(String name, Kind kind) {
            return new Field(name, kind, false, 0, 0);
        }

        Field asRequired() {
            return new Field(name, kind, true, min, max);
        }
    }

    /** A command with a good body; {@code table} is where it would store. */
    private record Command(String method, String path, String good, String table, List<Field> fields) {}

    private List<Command> commands() {
        long ticket = admin.post("/tickets", Desk.ticket()).expect(201).id();
        String comments = "/tickets/" + ticket + "/comments";
        long comment =
                admin.post(comments, "{\"content\": \"Well\"}").expect(201).id();
        String tag = "tag " + UUID.randomUUID();
        admin.post("/tags", JSON.objectNode().put("name", tag).toString()).expect(201);
        long customer = user("customer");
        long agent = user("agent");
        long view = admin.post("/views", "{\"name\": \"%s\", \"search\": {}}".formatted(UUID.randomUUID()))
                .expect(201)
                .id();
        List<Field> patch = List.of(
                Field.text("title", 5, 500),
                Field.text("description", 10, 100_000),
                Field.text("category", 1, 100),
                Field.of("priority", Kind.CONSTANT),
                Field.of("status", Kind.CONSTANT),
                Field.of("assignee_id", Kind.ID),
                Field.of("custom_fields", Kind.OBJECT));
        List<Field> create = new ArrayList<>(patch);
        create.set(0, create.get(0).asRequired());
        create.set(1, create.get(1).asRequired());
        create.remove(4);
        create.add(Field.of("requester_id", Kind.ID));
        create.add(Field.of("tags", Kind.LIST));
        create.add(Field.of("auto_assign", Kind.FLAG));
        List<Field> content = List.of(Field.text("content", 1, 100_000), Field.of("is_internal", Kind.FLAG));
        List<Field> person = List.of(
                Field.text("full_name", 1, 200).asRequired(),
                Field.of("role", Kind.CONSTANT),
                Field.text("password", 12, 200),
                Field.of("profile", Kind.OBJECT));
        List<Field> saved = List.of(
                Field.text("name", 1, 100).asRequired(),
                Field.of("search", Kind.OBJECT),
                Field.of("shared", Kind.FLAG),
                new Field("position", Kind.NUMBER, false, 0, 10_000));
        return List.of(
                new Command(
                        "POST",
                        "/tickets",
                        "{\"title\": \"A fine title\", \"description\": \"long enough it is\"}",
                        "tickets",
                        create),
                new Command("PATCH", "/tickets/" + ticket, "{}", "tickets", patch),
                new Command(
                        "POST",
                        comments,
                        "{\"content\": \"Well\"}",
                        "comments",
                        List.of(content.get(0).asRequired(), content.get(1))),
                new Command("PATCH", comments + "/" + comment, "{}", "comments", content),
                new Command(
                        "POST",
                        "/tags",
                        "{\"name\": \"\"}",
                        "tags",
                        List.of(new Field("name", Kind.NAME, true, 1, 50))),
                new Command(
                        "PATCH",
                        "/tags/" + tag.replace(" ", "%20"),
                        "{\"name\": \"\"}",
                        "tags",
                        List.of(new Field("name", Kind.NAME, true, 1, 50))),
                new Command(
                        "POST",
                        "/tickets/" + ticket + "/tags",
                        "{\"names\": []}",
                        "ticket_tags",
                        List.of(new Field("names", Kind.LIST, true, 0, 0))),
                new Command(
                        "POST",
                        "/tickets/" + ticket + "/transfer",
                        "{\"creator_id\": 0}",
                        "tickets",
                        List.of(new Field("creator_id", Kind.ID, true, 0, 0))),
                new Command("POST", "/users", "{\"email\": \"\", \"full_name\": \"Somebody\"}", "users", person),
                new Command(
                        "PATCH",
                        "/users/" + customer,
                        "{}",
                        "users",
                        List.of(
                                Field.text("full_name", 1, 200),
                                Field.of("role", Kind.CONSTANT),
                                Field.of("active", Kind.FLAG),
                                Field.of("profile", Kind.OBJECT))),
                new Command(
                        "PATCH",
                        "/users/" + customer,
                        "{\"profile\": {}}",
                        "users",
                        List.of(
                                Field.text("profile.company", 1, 200),
                                Field.text("profile.industry", 1, 100),
                                Field.text("profile.account_type", 1, 50))),
                new Command(
                        "PATCH",
                        "/users/" + agent,
                        "{\"profile\": {}}",
                        "users",
                        List.of(
                                Field.text("profile.department", 1, 100),
                                Field.of("profile.skills", Kind.LIST),
                                new Field("profile.skill_level", Kind.NUMBER, false, 1, 10),
                                new Field("profile.capacity", Kind.NUMBER, false, 0, 10_000))),
                new Command("POST", "/views", "{\"name\": \"\", \"search\": {}}", "saved_views", saved),
                new Command(
                        "PATCH",
                        "/views/" + view,
                        "{}",
                        "saved_views",
                        List.of(Field.text("name", 1, 100), saved.get(1), saved.get(2), saved.get(3))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongIsNamedAndNothingIsStored() {
        return commands().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(unknownField(command), notAnObject(command)),
                        command.fields.stream().flatMap(field -> wrong(command, field))));
    }

    @TestFactory
    Stream<DynamicTest> writingOfAllKindsIsFine() {
        return commands().stream()
                .flatMap(command -> command.fields.stream()
                        .filter(field -> field.kind == Kind.TEXT && field.max > 20 && !field.name.equals("password"))
                        .flatMap(field -> Stream.of(EMOJI, RIGHT_TO_LEFT)
                                .map(text -> DynamicTest.dynamicTest(
                                        command.method + " " + command.path + " " + field.name + " " + text, () -> {
                                            Answer answer = send(
                                                    command,
                                                    field,
                                                    JSON.textNode(text + " "
                                                            + UUID.randomUUID()
                                                                    .toString()
                                                                    .substring(0, 8)));
                                            assertThat(answer.status())
                                                    .as(answer.response().body())
                                                    .isBetween(200, 201);
                                            JsonNode stored = answer.json().at("/" + field.name.replace('.', '/'));
                                            assertThat(stored.textValue()).startsWith(text);
                                        }))));
    }

    private Stream<DynamicTest> wrong(Command command, Field field) {
        Stream<DynamicTest> tests = Stream.of(value(command, field, "wrong type", wrongType(field), field.name));
        if (field.required) {
            tests = Stream.concat(tests, Stream.of(value(command, field, "missing", null, field.name)));
        }
        Stream<DynamicTest> more = switch (field.kind) {
            case TEXT, NAME -> texts(command, field);
            case CONSTANT ->
                Stream.of(
                        value(command, field, "unknown", JSON.textNode("purple"), field.name),
                        value(command, field, "NUL", JSON.textNode("open\0"), field.name));
            case FLAG -> Stream.of(value(command, field, "text", JSON.textNode("true"), field.name));
            case ID ->
                Stream.of(
                        value(command, field, "zero", JSON.numberNode(0), field.name),
                        value(
                                command,
                                field,
                                "giant",
                                JSON.numberNode(new BigInteger("9223372036854775808")),
                                field.name),
                        value(command, field, "nobody", JSON.numberNode(Long.MAX_VALUE), field.name));
            case NUMBER ->
                Stream.of(
                        value(command, field, "too small", JSON.numberNode(field.min - 1), field.name),
                        value(command, field, "too large", JSON.numberNode(field.max + 1), field.name),
                        value(command, field, "fraction", JSON.numberNode(1.5), field.name));
            case LIST ->
                Stream.of(
                        value(command, field, "empty element", JSON.arrayNode().add(" "), field.name + "[0]"),
                        value(
                                command,
                                field,
                                "wrong element",
                                JSON.arrayNode().add("fine").add(1),
                                field.name + "[1]"),
                        value(command, field, "NUL", JSON.arrayNode().add("a\0"), field.name + "[0]"),
                        value(command, field, "too long", JSON.arrayNode().add("x".repeat(51)), field.name + "[0]"),
                        value(command, field, "too many", many(), field.name));
            case OBJECT ->
                Stream.of(
                        value(command, field, "NUL", JSON.objectNode().put("a", "\0"), field.name),
                        value(command, field, "too deep", deep(), field.name));
        };
        return Stream.concat(tests, more);
    }

    private Stream<DynamicTest> texts(Command command, Field field) {
        List<DynamicTest> tests = new ArrayList<>(List.of(
                value(command, field, "too short", JSON.textNode("x".repeat(field.min - 1)), field.name),
                value(command, field, "too long", JSON.textNode("x".repeat(field.max + 1)), field.name),
                value(command, field, "NUL", JSON.textNode("a fine text\0 but"), field.name),
                value(command, field, "half a pair", JSON.textNode("a fine text \ud83c but"), field.name)));
        tests.add(test(command, field.name + " of 1 MB", () -> {
            Answer answer = send(command, field, JSON.textNode(HUGE));
            answer.expectProblem(413);
        }));
        return tests.stream();
    }

    private DynamicTest value(Command command, Field field, String what, @Nullable JsonNode value, String blamed) {
        return test(
                command,
                field.name + " " + what,
                () -> assertThat(send(command, field, value).expectProblem(400).blamed())
                        .anyMatch(named -> named.equals(blamed) || named.startsWith(blamed + ".")));
    }

    private DynamicTest unknownField(Command command) {
        return test(command, "unknown field", () -> {
            Answer answer = send(command, Field.of("no_such_field", Kind.TEXT), JSON.textNode("x"));
            assertThat(answer.expectProblem(400).blamed()).contains("no_such_field");
        });
    }

    private DynamicTest notAnObject(Command command) {
        return test(command, "no object", () -> {
            for (String body : List.of("[]", "7", "\"x\"", "null", "{", "")) {
                admin.send(command.method, command.path, body, "Content-Type", "application/json")
                        .expectProblem(400);
            }
        });
    }

    private DynamicTest test(Command command, String name, Runnable check) {
        return DynamicTest.dynamicTest(command.method + " " + command.path + " " + name, () -> {
            String stored = "SELECT count(*) + coalesce(sum(hashtext(t::text)), 0) FROM " + command.table + " t";
            long before = api.count(stored);
            long events = api.eventCount();
            check.run();
            assertThat(api.count(stored)).isEqualTo(before);
            assertThat(api.eventCount()).isEqualTo(events);
        });
    }

    private Answer send(Command command, Field field, @Nullable JsonNode value) {
        String name = field.name;
        ObjectNode body = parse(command.good);
        if (body.path("email").isTextual()) {
            body.put("email", UUID.randomUUID() + "@example.org");
        }
        if (body.path("name").isTextual() && body.get("name").textValue().isEmpty()) {
            body.put("name", UUID.randomUUID().toString());
        }
        ObjectNode parent = body;
        if (name.startsWith("profile.")) {
            parent = (ObjectNode) body.get("profile");
            name = name.substring("profile.".length());
        }
        if (value == null) {
            parent.remove(name);
        } else {
            parent.set(name, value);
        }
        return admin.send(command.method, command.path, escaped(body), "Content-Type", "application/json");
    }

    private static String escaped(ObjectNode body) {
        try {
            return new ObjectMapper()
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true)
                    .writeValueAsString(body);
        } catch (JacksonException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode wrongType(Field field) {
        return switch (field.kind) {
            case TEXT, NAME, CONSTANT, FLAG -> JSON.numberNode(7);
            case ID, NUMBER, LIST, OBJECT -> JSON.textNode("7");
        };
    }

    private static JsonNode many() {
        var list = JSON.arrayNode();
        for (int i = 0; i < 51; i++) {
            list.add("element " + i);
        }
        return list;
    }

    private static JsonNode deep() {
        ObjectNode node = JSON.objectNode();
        for (int i = 0; i < 12; i++) {
            node = JSON.objectNode().set("a", node);
        }
        return node;
    }

    private long user(String role) {
        return admin.post(
                        "/users",
                        "{\"email\": \"%s@example.org\", \"full_name\": \"A person\", \"role\": \"%s\"}"
                                .formatted(UUID.randomUUID(), role))
                .expect(201)
                .id();
    }
}
