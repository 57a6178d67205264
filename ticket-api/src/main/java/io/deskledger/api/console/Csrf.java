package io.deskledger.api.console;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Secrets;
import io.deskledger.api.security.SessionCookie;
import io.micronaut.core.type.Headers;
import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells our own forms from those of other sites: a form carries a text that only who knows the browser's cookie can
 * make, and other sites can't read cookies. Before anybody has signed in another cookie takes its place.
 */
final class Csrf {

    static final String FIELD = "_csrf";
    static final String HEADER = "X-CSRF-Token";
    static final String VISITOR = "deskledger_visitor";

    private Csrf() {}

    /** The text for forms of whoever has these cookies; empty where there is none. */
    static String token(Headers headers) {
        return secret(headers).map(Csrf::ofVisitor).orElse("");
    }

    /** The text for forms of whoever is about to get that cookie. */
    static String ofVisitor(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash("deskledger csrf " + secret));
    }

    /** Lets those pass that a cookie did not let in, too: no other site can make a browser send a bearer token. */
    static void require(Headers headers, @Nullable String field) {
        if (headers.contains(HttpHeaders.AUTHORIZATION)) {
            return;
        }
        String expected = token(headers);
        String given = headers.get(HEADER) != null ? String.valueOf(headers.get(HEADER)) : field;
        if (expected.isEmpty()
                || given == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException.Forbidden(
                    "This form is not from a page of yours, or you have signed in anew since; open the page again");
        }
    }

    private static Optional<String> secret(Headers headers) {
        return cookie(headers, SessionCookie.NAME).or(() -> cookie(headers, VISITOR));
    }

    private static Optional<String> cookie(Headers headers, String name) {
        for (String header : headers.getAll(HttpHeaders.COOKIE)) {
            for (String pair : header.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name) && !parts[1].isEmpty()) {
                    return Optional.of(parts[1]);
                }
            }
        }
        return Optional.empty();
    }
}
