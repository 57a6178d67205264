package io.deskledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.ApiServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportHttpIT {

    private final ApiServer api = ApiServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void takesAFileAndTellsHowItIsGettingOn(String encoding) throws Exception {
        byte[] file = (ImportDesk.line(1).replace("\"gen\"", "\"http-" + encoding + "\"") + "\n{")
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = post(encoding, encoding.equals("gzip") ? gzip(file) : file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        long id = new ObjectMapper().readTree(answer.body()).get("id").longValue();
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/imports/" + id);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> view(id).get("status").asText().equals("done"));
        JsonNode done = view(id);
        assertThat(done.get("imported").longValue()).isEqualTo(1);
        assertThat(done.get("refused").longValue()).isEqualTo(1);
        assertThat(done.at("/errors/0/line").longValue()).isEqualTo(2);
        assertThat(done.at("/errors/0/reason").asText()).startsWith("the line is not valid JSON");
        assertThat(done.get("seconds_left").longValue()).isZero();
        assertThat(api.admin()
                        .get("/imports?limit=1")
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .longValue())
                .isGreaterThanOrEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void refusesGzipThatBreaksOffAndLeavesNothing(String encoding) throws Exception {
        byte[] whole = gzip(ImportDesk.file(100).getBytes(StandardCharsets.UTF_8));
        long before = api.count("SELECT count(*) FROM imports");

        assertThat(post(encoding, Arrays.copyOf(whole, whole.length / 2)).statusCode())
                .isEqualTo(400);
        assertThat(post("br", whole).statusCode()).isEqualTo(400);
        assertThat(api.count("SELECT count(*) FROM imports")).isEqualTo(before);
    }

    @Test
    void isForAdminsOnly() {
        api.agent().client().get("/imports").expectProblem(403);
        api.agent()
                .client()
                .send("POST", "/imports", ImportDesk.line(1), "Content-Type", "application/x-ndjson")
                .expectProblem(403);
        api.anonymous().get("/imports/1").expectProblem(401);
        api.admin().get("/imports/999999").expectProblem(404);
        api.admin().get("/imports?cursor=x").expectProblem(400);
    }

    private JsonNode view(long id) {
        return api.admin().get("/imports/" + id).expect(200).json();
    }

    private HttpResponse<String> post(String encoding, byte[] body) throws IOException, InterruptedException {
        String token = api.anonymous()
                .post("/auth/login", Map.of("username", ApiServer.ADMIN_EMAIL, "password", ApiServer.ADMIN_PASSWORD))
                .expect(200)
                .text("access_token");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(api.server().getURI().resolve("/api/v1/imports"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .header("Content-Encoding", encoding)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
