package io.deskledger.api.console;

import io.deskledger.api.http.ApiRequests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.net.URI;
import java.net.URISyntaxException;

/** Tells what is the console's from what is the API's and the machines'. */
final class ConsolePaths {

    private ConsolePaths() {}

    /** Whether a person's browser asks for a page, or for a part of one. */
    static boolean isForPeople(HttpRequest<?> request) {
        return !ApiRequests.isOfApi(request)
                && request.accept().stream()
                        .anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML) || isPart(request));
    }

    /** Whether a script on a page asks for a part of it. */
    static boolean isPart(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }

    /** A path on this server to go on to, never another server's; the start page where it is none. */
    static String local(String path) {
        boolean local = path.startsWith("/") && !path.startsWith("//") && isAddress(path);
        return local ? path : "/";
    }

    /** Whether a browser reads it as it is: without blanks, line ends, backslashes and the like. */
    private static boolean isAddress(String path) {
        try {
            return new URI(path).toASCIIString().equals(path);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
