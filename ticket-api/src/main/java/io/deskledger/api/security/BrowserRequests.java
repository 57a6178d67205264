package io.deskledger.api.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;

/** Tells requests that a cookie let in: those another site could make a browser send. */
public final class BrowserRequests {

    static final String ATTRIBUTE = "deskledger.browser";

    private BrowserRequests() {}

    /** Whether the request is signed in by a cookie, not by a token. */
    public static boolean isOne(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .filter(user -> user.getAttributes().containsKey(ATTRIBUTE))
                .isPresent();
    }
}
