package io.deskledger.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small JSON client; paths are below {@code /api/v1}. */
public final class ApiClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final @Nullable String token;

    ApiClient(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    /** The same client with another token. */
    public ApiClient withToken(String other) {
        return new ApiClient(server, other);
    }

    /** The header by which this client is known, where it has signed in. */
    public Optional<String> authorization() {
        return Optional.ofNullable(token).map(known -> "Bearer " + known);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, json(body), "Content-Type", "application/json");
    }

    public Answer patch(String path, Object body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/merge-patch+json";
        return send("PATCH", path, json(body), all);
    }

    /** Reads what lies outside the API, by its whole path. */
    public Answer getOutside(String path) {
        return sendTo(server.resolve(path), "GET", null);
    }

    /** Sends bytes as they are; headers are names and values in turn. */
    public Answer sendBytes(String method, String path, byte[] body, String... headers) {
        return new Answer(exchange(
                request(server.resolve("/api/v1" + path), headers)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body)),
                HttpResponse.BodyHandlers.ofString()));
    }

    /** Reads bytes; headers are names and values in turn. */
    public HttpResponse<byte[]> getBytes(String path, String... headers) {
        return exchange(
                request(server.resolve("/api/v1" + path), headers).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The access token, for tests that speak HTTP by themselves. */
    public String token() {
        return String.valueOf(token);
    }

    /** Sends the body as it is; headers are names and values in turn. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        return sendTo(server.resolve("/api/v1" + path), method, body, headers);
    }

    private Answer sendTo(URI address, String method, @Nullable String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return new Answer(
                exchange(request(address, headers).method(method, publisher), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static <T> HttpResponse<T> exchange(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request.toString(), e);
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JacksonException e) {
            throw new AssertionError("not writable as JSON", e);
        }
    }
}
