package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads pages and sends their forms as a browser does: with cookies, following nothing by itself. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private String csrf = "";

    public Browser(URI server) {
        this.server = server;
    }

    /** Signs in by the page. */
    public Browser signIn(String email, String password) {
        get("/sign-in").expect(200);
        Answer in = post("/sign-in", "username", email, "password", password).expect(303);
        get(in.header("Location").equals("/") ? "/account/api-tokens" : in.header("Location"))
                .expect(200);
        return this;
    }

    public Answer get(String path, String... headers) {
        Answer answer = send(request(path, headers).GET());
        Matcher found = CSRF.matcher(answer.response().body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return answer;
    }

    /** A part of a page, as a script asks for it. */
    Answer part(String path) {
        return get(path, "HX-Request", "true");
    }

    /** Sends a form with the token of the page before; fields are names and values in turn. */
    public Answer post(String path, String... fields) {
        return post(path, csrf, new String[0], fields);
    }

    /** The same as a script does. */
    public Answer postPart(String path, String... fields) {
        return post(path, csrf, new String[] {"HX-Request", "true"}, fields);
    }

    public Answer post(String path, String token, String[] headers, String... fields) {
        StringBuilder body = new StringBuilder("_csrf=").append(encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Sends a file as a page's script does. */
    Answer postFile(String path, String type, byte[] content) {
        return send(request(path, "X-CSRF-Token", csrf, "Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    public String csrf() {
        return csrf;
    }

    public HttpCookie cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void forget(String name) {
        assertThat(cookies.getCookieStore().remove(server, cookie(name))).isTrue();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
