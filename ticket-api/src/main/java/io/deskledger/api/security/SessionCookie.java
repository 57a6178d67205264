package io.deskledger.api.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.util.Optional;

/**
 * The cookie that a browser is signed in by: no script can read it, and no other site can send it along with a post.
 */
public final class SessionCookie {

    public static final String NAME = "deskledger_session";

    private SessionCookie() {}

    /** The cookie that holds the secret until the browser is closed, or the session ends. */
    public static Cookie of(String secret, boolean secure) {
        return Cookie.of(NAME, secret)
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Lax)
                .path("/");
    }

    /** The cookie that makes the browser forget. */
    public static Cookie forgotten(boolean secure) {
        return of("", secure).maxAge(0);
    }

    /** The secret that the request came with. */
    public static Optional<String> secret(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }
}
