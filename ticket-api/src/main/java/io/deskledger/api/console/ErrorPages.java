package io.deskledger.api.console;

import io.deskledger.api.http.Problem;
import io.deskledger.api.http.ProblemPages;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What went wrong, for people: a page, a note on the page they are at, or the way to the sign-in. */
@Singleton
final class ErrorPages implements ProblemPages {

    private final Views views;
    private final Assets assets;

    ErrorPages(Views views, Assets assets) {
        this.views = views;
        this.assets = assets;
    }

    @Override
    public Optional<MutableHttpResponse<?>> page(
            HttpRequest<?> request, Problem problem, MutableHttpResponse<?> response) {
        if (!ConsolePaths.isForPeople(request)) {
            return Optional.empty();
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
            return Optional.of(toSignIn(request, response));
        }
        Map<String, Object> model = new HashMap<>();
        model.put("words", Words.of(request));
        model.put("problem", problem);
        if (ConsolePaths.isPart(request)) {
            return Optional.of(views.fill(response, "problem", model));
        }
        model.put("assets", assets);
        model.put("theme", VisitBinder.theme(request));
        return Optional.of(views.fill(response, "error", model));
    }

    private static MutableHttpResponse<?> toSignIn(HttpRequest<?> request, MutableHttpResponse<?> response) {
        boolean get = request.getMethod() == HttpMethod.GET;
        String next = get && !ConsolePaths.isPart(request) ? request.getUri().toString() : "/";
        String signIn =
                next.equals("/") ? "/sign-in" : "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        if (ConsolePaths.isPart(request)) {
            return response.header("HX-Redirect", signIn);
        }
        return response.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, signIn);
    }
}
