package io.deskledger.api.limit;

import io.micronaut.http.HttpRequest;

/** What counts as a request: all but the files that every page loads, and whether the instance is well. */
final class LimitedPaths {

    private LimitedPaths() {}

    static boolean isCounted(HttpRequest<?> request) {
        String path = request.getPath();
        return !path.startsWith("/assets/")
                && !path.equals("/favicon.ico")
                && !path.equals("/health")
                && !path.startsWith("/health/");
    }
}
