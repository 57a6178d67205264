package io.deskledger.api.console;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.BrowserSessions;
import io.deskledger.api.security.BrowserSettings;
import io.deskledger.api.security.Secrets;
import io.deskledger.api.security.SessionCookie;
import io.deskledger.model.event.Origin;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way in. */
@Controller("/sign-in")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {

    private final Views views;
    private final Assets assets;
    private final BrowserSessions sessions;
    private final BrowserSettings settings;

    SignInController(Views views, Assets assets, BrowserSessions sessions, BrowserSettings settings) {
        this.views = views;
        this.assets = assets;
        this.sessions = sessions;
        this.settings = settings;
    }

    @Get
    HttpResponse<String> page(HttpRequest<?> request, @Nullable @QueryValue String next) {
        String token = Csrf.token(request.getHeaders());
        if (!token.isEmpty()) {
            return form(request, token, next == null ? "/" : next, "", null);
        }
        String visitor = Secrets.random();
        Cookie cookie = Cookie.of(Csrf.VISITOR, visitor)
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite(SameSite.Lax)
                .path("/");
        return form(request, Csrf.ofVisitor(visitor), next == null ? "/" : next, "", null)
                .cookie(cookie);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> signIn(HttpRequest<?> request, @Body Form form, Origin origin) {
        String next = ConsolePaths.local(form.text("next"));
        try {
            String secret = sessions.signIn(form.text("username"), form.text("password"), origin);
            SessionCookie.secret(request).ifPresent(before -> sessions.signOut(before, origin));
            return HttpResponse.<String>status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, next)
                    .cookie(SessionCookie.of(secret, isSecure(request)));
        } catch (ProblemException.Unauthenticated refused) {
            return again(request, form, refused).status(HttpStatus.UNPROCESSABLE_ENTITY);
        } catch (ProblemException.TooManyRequests refused) {
            return again(request, form, refused)
                    .status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(refused.retryAfter().toSeconds()));
        }
    }

    private MutableHttpResponse<String> again(HttpRequest<?> request, Form form, ProblemException refused) {
        String token = Csrf.token(request.getHeaders());
        return form(request, token, form.text("next"), form.text("username"), refused.detail());
    }

    private MutableHttpResponse<String> form(
            HttpRequest<?> request, String token, String next, String username, @Nullable String refusal) {
        Map<String, Object> model = new HashMap<>();
        model.put("words", Words.of(request));
        model.put("theme", VisitBinder.theme(request));
        model.put("assets", assets);
        model.put("csrf", token);
        model.put("next", ConsolePaths.local(next));
        model.put("username", username);
        model.put("refusal", refusal == null ? "" : refusal);
        return views.ok("signin", model);
    }

    private boolean isSecure(HttpRequest<?> request) {
        return settings.secureCookies() || request.isSecure();
    }
}
