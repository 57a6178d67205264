package io.deskledger.api.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;

/**
 * Which requests a filter is for. Our filters match every request and ask here: as soon as one of them names paths or
 * methods, the framework matches all of them anew at each request, which was a twentieth of what a read cost.
 */
public final class ApiRequests {

    private static final String API = "/api/";

    private ApiRequests() {}

    /** Whether it is one of the REST API, not of the console. */
    public static boolean isOfApi(HttpRequest<?> request) {
        return request.getPath().startsWith(API);
    }

    /** Whether it may change something. */
    public static boolean isWrite(HttpRequest<?> request) {
        HttpMethod method = request.getMethod();
        return method == HttpMethod.POST
                || method == HttpMethod.PUT
                || method == HttpMethod.PATCH
                || method == HttpMethod.DELETE;
    }
}
