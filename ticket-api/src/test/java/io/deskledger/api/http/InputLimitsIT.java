package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library sends, and what looks fine but is not. */
class InputLimitsIT {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final ApiServer api = ApiServer.shared();
    private final ApiClient agent = api.agent().client();

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void jsonMustBeUtf8(String charset) throws IOException {
        byte[] body = "{\"title\": \"The printer is on fire\", \"description\": \"Smoke comes out of it.\"}"
                .getBytes(Charset.forName(charset));
        String answer = raw(request("POST", "/api/v1/tickets", body.length), body);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("UTF-8");
    }

    @Test
    void brokenUtf8IsRefused() throws IOException {
        byte[] body = "{\"title\": \"Caf\u00e9 is on fire\", \"description\": \"Smoke comes out of it.\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(raw(request("POST", "/api/v1/tickets", body.length), body)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/tickets?%ZZ", "/api/v1/tickets?q=%", "/api/v1/tickets?q=%E0%A4%A", "/api/v1/tags/%ZZ"})
    void aBrokenEscapeIsTheRequestsFault(String path) throws IOException {
        String answer = raw(request("GET", path, 0), new byte[0]);
        assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("X-Request-Id: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999999", "1e-999999999999", "0e99999999999", "0.1e-2147483648", "-1E9999999999"})
    void aNumberThatNobodyCanHoldIsTheRequestsFault(String number) {
        String body = "{\"username\": " + number + ", \"password\": \"x\"}";
        assertThat(api.anonymous()
                        .send("POST", "/auth/login", body, "Content-Type", "application/json")
                        .expectProblem(400)
                        .json()
                        .get("detail")
                        .textValue())
                .contains("exponent");
    }

    /** Written in short, and long where they are kept. */
    @Test
    void smallNumbersCountAsManyCharactersAsTheyHaveDigits() {
        List<BigDecimal> numbers = Collections.nCopies(150, new BigDecimal("1e-300"));
        assertThat(agent.post("/tickets", Desk.ticketWith("custom_fields", Map.of("n", numbers)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("custom_fields");
        agent.post("/tickets", Desk.ticketWith("custom_fields", Map.of("n", numbers.subList(0, 100))))
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\u2028b", "a\u0007b"})
    void aNameStaysOnItsLine(String name) {
        assertThat(agent.post("/tickets", Desk.ticketWith("tags", List.of(name)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tags[0]");
        assertThat(api.admin()
                        .post("/users", Map.of("email", "one.line@example.org", "full_name", name))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("full_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tickets", "/api/v1/imports"})
    void aBodyWhoseChunksAreBrokenIsNotTakenForItsFirstPart(String path) throws IOException {
        boolean isImport = path.endsWith("imports");
        String whole = isImport
                ? "{\"source\": \"chunks\"}\n"
                : "{\"title\": \"Chunks are broken\", \"description\": \"The rest is lost.\"}";
        long tickets = api.count("SELECT count(*) FROM tickets WHERE title = 'Chunks are broken'");
        long imports = api.count("SELECT count(*) FROM imports");
        for (String rest : List.of("zz\r\nnonsense", "5\r\ntoo long for five\r\n0\r\n\r\n")) {
            String head = request("POST", path, 0, api.admin())
                    .replace("Content-Length: 0", "Transfer-Encoding: chunked")
                    .replace("application/json", isImport ? "application/x-ndjson" : "application/json");
            String chunks = Integer.toHexString(whole.length()) + "\r\n" + whole + "\r\n" + rest;
            assertThat(raw(head, chunks.getBytes(StandardCharsets.US_ASCII)))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "chunks", path, "\"request_id\":");
        }
        assertThat(api.count("SELECT count(*) FROM tickets WHERE title = 'Chunks are broken'"))
                .isEqualTo(tickets);
        assertThat(api.count("SELECT count(*) FROM imports")).isEqualTo(imports);
    }

    @Test
    void aUrlThatIsTooLongIsSaidToBe() throws IOException {
        String answer = raw(request("GET", "/api/v1/tickets?q=" + "x".repeat(100_000), 0), new byte[0]);
        assertThat(answer).contains(" 413 ").containsOnlyOnce("X-Request-Id: ").contains("too long");
        assertThat(answer).as("a client that keeps connections knows").containsIgnoringCase("\nconnection: close");
    }

    @Test
    void eachErrorIsNamedOnce() {
        assertThat(agent.get("/tickets?q=%00").expectProblem(400).blamed()).containsExactly("q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tickets", "/reports/trends", "/me"})
    void aHundredErrorsAreTheMostThatAreNamed(String path) {
        String names = IntStream.range(0, 150).mapToObj(i -> "x" + i + "=1").collect(Collectors.joining("&"));
        assertCapped(agent.get(path + "?" + names));
    }

    @Test
    void aHundredFieldsAreTheMostThatAreNamed() {
        Map<String, Object> body = new HashMap<>(Desk.ticket());
        IntStream.range(0, 150).forEach(i -> body.put("x" + i, i));
        assertCapped(agent.post("/tickets", body));
    }

    private static void assertCapped(Answer answer) {
        assertThat(answer.expectProblem(400).blamed()).hasSize(100).doesNotHaveDuplicates();
        assertThat(answer.text("detail")).isEqualTo("The request is not valid; these are the first 100 errors");
    }

    @Test
    void aThousandLevelsAreTooDeep() {
        String deep = "{\"custom_fields\": " + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000) + "}";
        agent.send("POST", "/tickets", deep, "Content-Type", "application/json").expectProblem(400);
        String lists = "{\"tags\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}";
        agent.send("POST", "/tickets", lists, "Content-Type", "application/json")
                .expectProblem(400);
    }

    @Test
    void aMegabyteOfTextOrOfTagsIsRefused() {
        assertThat(agent.post("/tickets", Desk.ticketWith("description", "x".repeat(1_000_000)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("description");
        assertThat(agent.post(
                                "/tickets",
                                Desk.ticketWith("tags", "a ".repeat(100_000).split(" ")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tags");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b\u200b\u200b\u200b\u200b",
                "\u2800\u2800\u2800\u2800\u2800",
                "\u3164\u3164\u3164\u3164\u3164",
                "\u00a0\u00a0\u00a0\u00a0\u00a0",
                "\u202e\u2066\ufeff\u00ad\u2060",
                "\u0301\u0301\u0301\ufe0f\ufe0f",
                "\u0007\u0007\u0007\u0007\u0007",
                "\u115f\u1160\uffa0\u17b4\u180e"
            })
    void aTextThatShowsNothingIsNone(String invisible) {
        assertThat(agent.post("/tickets", Desk.ticketWith("title", invisible))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("title");
    }

    @Test
    void aTagThatShowsNothingIsNone() {
        assertThat(agent.post("/tickets", Desk.ticketWith("tags", List.of("fire", "\u200b\u2060")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tags[1]");
    }

    @Test
    void customFieldsStayWithinTheirLimitHoweverTheyAreMerged() {
        String half = "x".repeat(20_000);
        long id = agent.post("/tickets", Desk.ticketWith("custom_fields", Map.of("a", half)))
                .expect(201)
                .id();
        assertThat(agent.patch("/tickets/" + id, Map.of("custom_fields", Map.of("b", half)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("custom_fields");
        Answer bulk = agent.post(
                        "/tickets/bulk",
                        Map.of(
                                "action",
                                "merge_custom_fields",
                                "ticket_ids",
                                List.of(id),
                                "custom_fields",
                                Map.of("b", half)))
                .expectProblem(409);
        assertThat(bulk.json().at("/rejected/0/reason").textValue())
                .isEqualTo("The custom fields must have at most 32768 characters of JSON when they are merged");
        assertThat(agent.get("/tickets/" + id).json().get("version").longValue())
                .isEqualTo(1);
        agent.patch("/tickets/" + id, Map.of("custom_fields", Map.of("a", "short", "b", half)))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🎫🔥🎫🔥🎫", "שלום עולם", "-----", "ไฟไหม้", "a\u200b\u200b\u200b\u200b", "👩‍🚒 burns"})
    void aTextThatShowsSomethingIsFine(String visible) {
        assertThat(agent.post("/tickets", Desk.ticketWith("title", visible))
                        .expect(201)
                        .text("title"))
                .isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-at.example.org",
                "two@@example.org",
                "two@at@example.org",
                ".dot@example.org",
                "dot.@example.org",
                "do..t@example.org",
                "a b@example.org",
                "<a>@example.org",
                "a,b@example.org",
                "a@-example.org",
                "a@example-.org",
                "a@example..org",
                "a@.org",
                "a@org.",
                "a@[192.0.2.7]",
                "\"a\"@example.org",
                "a@exa_mple.org",
                "ü@example.org",
                "a\u200b@example.org",
                "\u202e@example.org"
            })
    void anOddAddressIsRefused(String email) {
        assertThat(api.admin()
                        .post("/users", Map.of("email", email, "full_name", "Somebody"))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("email");
    }

    private static String request(String method, String path, int length) {
        return request(method, path, length, ApiServer.shared().agent().client());
    }

    private static String request(String method, String path, int length, ApiClient caller) {
        String authorization = caller.authorization().orElseThrow();
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + authorization + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private String raw(String head, byte[] body) throws IOException {
        URI server = api.server().getURI();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
