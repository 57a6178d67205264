package io.deskledger.api.access;

import io.deskledger.api.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries a call and looks at its status only: an answer may be a stream that has no end.
 *
 * @param server where the server is
 * @param caller who calls
 */
record AccessProbe(URI server, ApiClient caller) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TYPED = Pattern.compile("([a-z]+/[a-z0-9.+-]+): (.*)", Pattern.DOTALL);
    private static final String BOUNDARY = "matrix-boundary";

    /** The type of what {@link #multipart} makes. */
    static final String MULTIPART = "multipart/form-data; boundary=" + BOUNDARY;

    /** What came back; the body only where it is a refusal. */
    record Reply(int status, String body) {}

    Reply send(AccessLine line, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        caller.authorization().ifPresent(header -> request.header("Authorization", header));
        if (body.isEmpty()) {
            request.method(line.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            Matcher typed = TYPED.matcher(body);
            String type = typed.matches() ? typed.group(1) : "application/json";
            String content = typed.matches() ? typed.group(2) : body;
            boolean multipart = type.startsWith("multipart/");
            request.header("Content-Type", multipart ? MULTIPART : type);
            request.method(
                    line.method(), HttpRequest.BodyPublishers.ofString(multipart ? multipart(content) : content));
        }
        return send(request.build());
    }

    /** One file, in the field {@code file}. */
    static String multipart(String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean refusal = response.statusCode() >= 400;
                String text = refusal ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
                return new Reply(response.statusCode(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request.toString(), e);
        }
    }
}
