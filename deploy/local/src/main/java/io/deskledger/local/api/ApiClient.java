package io.deskledger.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.local.config.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls the REST API of a running Deskledger as its administrator. */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD_PATIENCE = Duration.ofHours(6);
    private static final Duration REPORT_PATIENCE = Duration.ofMinutes(5);
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERRORS = 500;

    /** A user to be. */
    public record NewUser(String email, String fullName, String role) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final String email;
    private final String password;
    private String token = "";

    /**
     * Nothing is sent before the first call.
     *
     * @param address scheme, host and port
     */
    public ApiClient(String address, String email, String password) {
        this.base = address + "/api/v1";
        this.email = email;
        this.password = password;
    }

    /** Signs in; answers whether the password was right. */
    public boolean login() throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("username", email).put("password", password);
        HttpResponse<String> answer = send(request("/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() == UNAUTHORIZED) {
            return false;
        }
        token = parse(expectSuccess(answer, "Signing in")).path("access_token").asText();
        return true;
    }

    /** Gives the signed-in user a new password. */
    public void changePassword(String fresh) throws IOException, InterruptedException {
        ObjectNode body =
                json.createObjectNode().put("current_password", password).put("password", fresh);
        HttpResponse<String> answer = authorized(() -> request("/me")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body.toString())));
        expectSuccess(answer, "Changing the password of " + email);
    }

    /** Makes a user, unless there is one with that address. */
    public void createUser(NewUser user, String userPassword) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("email", user.email())
                .put("full_name", user.fullName())
                .put("role", user.role())
                .put("password", userPassword);
        HttpResponse<String> answer = authorized(() -> request("/users")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() != CONFLICT) {
            expectSuccess(answer, "Creating user " + user.email());
        }
    }

    /** Hands over a file of tickets; answers the number of the import that works it from then on. */
    public long upload(BodyPublisher content, boolean gzipped) throws IOException, InterruptedException {
        HttpResponse<String> answer = authorized(() -> {
            HttpRequest.Builder request = request("/imports")
                    .timeout(UPLOAD_PATIENCE)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(content);
            return gzipped ? request.header("Content-Encoding", "gzip") : request;
        });
        return parse(expectSuccess(answer, "The import")).path("id").asLong();
    }

    /** How far an import is. */
    public ImportState importState(long id) throws IOException, InterruptedException {
        HttpResponse<String> answer = authorized(() -> request("/imports/" + id).GET());
        JsonNode state = parse(expectSuccess(answer, "Asking for import " + id));
        List<ImportState.Refusal> refusals = new ArrayList<>();
        state.path("errors")
                .forEach(error -> refusals.add(new ImportState.Refusal(
                        error.path("line").asLong(), error.path("reason").asText())));
        return new ImportState(
                state.path("status").asText(),
                new ImportState.Counts(
                        state.path("read").asLong(),
                        state.path("imported").asLong(),
                        state.path("skipped").asLong(),
                        state.path("refused").asLong()),
                refusals,
                Optional.ofNullable(state.path("failure").textValue()));
    }

    /** Asks for what most people ask for first, and for one ticket of it. */
    public void look() throws IOException, InterruptedException {
        HttpResponse<String> list =
                authorized(() -> request("/tickets?limit=20").GET());
        long first = parse(expectSuccess(list, "The list"))
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        if (first > 0) {
            expectSuccess(authorized(() -> request("/tickets/" + first).GET()), "Ticket " + first);
        }
    }

    /** Every dead letter that there is. */
    public List<DeadLetter> deadLetters() throws IOException, InterruptedException {
        List<DeadLetter> letters = new ArrayList<>();
        String cursor = "";
        while (true) {
            String path = "/audit/dead-letters?limit=200" + cursor;
            JsonNode page = parse(expectSuccess(authorized(() -> request(path).GET()), "Asking for dead letters"));
            page.path("items")
                    .forEach(item -> letters.add(new DeadLetter(
                            item.path("id").asText(),
                            item.path("parked_at").asText(),
                            item.path("reason").asText() + ": "
                                    + item.path("detail").asText(),
                            item.path("replayable").asBoolean())));
            if (!page.path("next_cursor").isTextual()) {
                return letters;
            }
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
    }

    /** Puts a dead letter back to be audited. */
    public void replay(String letter) throws IOException, InterruptedException {
        String path = "/audit/dead-letters/" + URLEncoder.encode(letter, StandardCharsets.UTF_8) + "/replay";
        expectSuccess(
                authorized(() -> request(path).POST(BodyPublishers.noBody())), "Putting back dead letter " + letter);
    }

    /** Counts what the audit log has and lacks, see docs/audit-trail.md. */
    public JsonNode gaps(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = authorized(
                () -> request("/audit/gaps" + query).timeout(REPORT_PATIENCE).GET());
        return parse(expectSuccess(answer, "Asking for gaps"));
    }

    /** Signs in where needed: at first, and again when the token has run out. */
    private HttpResponse<String> authorized(RequestMaker maker) throws IOException, InterruptedException {
        HttpResponse<String> answer = token.isEmpty() ? null : send(bearer(maker));
        if (answer != null && answer.statusCode() != UNAUTHORIZED) {
            return answer;
        }
        if (!login()) {
            throw new LauncherException("The password of %s is not the one this installation keeps.".formatted(email));
        }
        return send(bearer(maker));
    }

    private HttpRequest.Builder bearer(RequestMaker maker) {
        return maker.make().header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A refusal is final; a server that can't answer now is like one that is away. */
    private String expectSuccess(HttpResponse<String> answer, String what) throws IOException {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        String told = "%s was answered with %d: %s".formatted(what, answer.statusCode(), detail(answer));
        if (answer.statusCode() >= SERVER_ERRORS) {
            throw new IOException(told);
        }
        throw new LauncherException(told);
    }

    private String detail(HttpResponse<String> answer) {
        try {
            JsonNode problem = parse(answer.body());
            StringBuilder detail = new StringBuilder(
                    problem.path("detail").asText(problem.path("title").asText(answer.body())));
            problem.path("errors")
                    .forEach(error -> detail.append("; ")
                            .append(error.path("field").asText())
                            .append(": ")
                            .append(error.path("message").asText()));
            return detail.toString();
        } catch (IOException e) {
            return answer.body();
        }
    }

    private JsonNode parse(String body) throws IOException {
        return json.readTree(body);
    }

    private interface RequestMaker {
        HttpRequest.Builder make();
    }
}
