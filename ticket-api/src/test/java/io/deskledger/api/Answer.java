package io.deskledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the server answered. */
public record Answer(HttpResponse<String> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    public long id() {
        return json().get("id").longValue();
    }

    public String text(String field) {
        return json().get(field).asText();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Fails with the body unless the status is that one. */
    public Answer expect(int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return this;
    }

    /** Fails unless this is a problem document of that status that holds what every one holds. */
    public Answer expectProblem(int status) {
        expect(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(json().get("status").intValue()).isEqualTo(status);
        assertThat(text("type")).isNotEmpty();
        assertThat(text("title")).isNotEmpty();
        assertThat(text("detail")).isNotEmpty();
        assertThat(text("instance")).isEqualTo(response.uri().getRawPath());
        assertThat(text("request_id")).isNotEmpty().isEqualTo(header("X-Request-Id"));
        return this;
    }

    /** The fields that a problem document blames. */
    public List<String> blamed() {
        JsonNode errors = json().path("errors");
        return StreamSupport.stream(errors.spliterator(), false)
                .map(error -> error.get("field").textValue())
                .toList();
    }
}
