package io.deskledger.api.console;

import io.deskledger.api.security.BrowserSessions;
import io.deskledger.api.security.BrowserSettings;
import io.deskledger.api.security.SessionCookie;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** The start page, which is another one for each role, and the ways out. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {

    private final BrowserSessions sessions;
    private final BrowserSettings settings;

    HomeController(BrowserSessions sessions, BrowserSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    @Get("/")
    HttpResponse<?> home(Visit visit) {
        return goTo(visit.isStaff() ? "/tickets?" + Queues.OPEN : "/portal");
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, @Body Form form, Visit visit) {
        if (form.flag("everywhere")) {
            sessions.signOutEverywhere(visit.caller());
        } else {
            SessionCookie.secret(request)
                    .ifPresent(secret -> sessions.signOut(secret, visit.caller().origin()));
        }
        return goTo("/sign-in").cookie(SessionCookie.forgotten(settings.secureCookies() || request.isSecure()));
    }

    static MutableHttpResponse<?> goTo(String path) {
        return HttpResponse.status(HttpStatus.SEE_OTHER).header("Location", path);
    }
}
