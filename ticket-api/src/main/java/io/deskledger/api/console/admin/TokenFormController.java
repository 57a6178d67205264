package io.deskledger.api.console.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.token.ApiTokenService;
import io.deskledger.api.security.token.ApiTokens;
import io.deskledger.api.security.token.IssuedToken;
import io.deskledger.api.security.token.NewApiToken;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Everybody's own API tokens. */
@Controller("/account/api-tokens")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenFormController {

    private static final String LIST = "/account/api-tokens";
    private static final String SECTION = "tokens";
    private static final int MOST = 50;

    private final Pages pages;
    private final ApiTokenService service;
    private final ApiTokens tokens;
    private final Clock clock;

    TokenFormController(Pages pages, ApiTokenService service, ApiTokens tokens, Clock clock) {
        this.pages = pages;
        this.service = service;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(Visit visit) {
        return list(new Form(Map.of()), List.of(), visit);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(@Body Form form, Visit visit) {
        visit.caller().requirePerson("make API tokens");
        try {
            ObjectNode body = form.filled("name").root();
            var scopes = body.putArray("scopes");
            form.all("scopes").forEach(scopes::add);
            NewApiToken wanted = NewApiToken.read(new JsonBody(body).fields(), clock.instant());
            IssuedToken issued = service.create(wanted, visit.caller());
            return new ShownSecret(issued.token(), issued.name(), LIST)
                    .page(pages, visit, SECTION, visit.words().t("tokens"));
        } catch (ProblemException.Invalid invalid) {
            return list(form, invalid.errors(), visit).toMutableResponse().status(HttpStatus.BAD_REQUEST);
        }
    }

    @Post("/{id}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> revoke(long id, @Body Form form, Visit visit) {
        visit.caller().requirePerson("revoke API tokens");
        service.revoke(id, visit.caller());
        tokens.forget(id);
        return HttpResponse.seeOther(URI.create(LIST));
    }

    private HttpResponse<String> list(Form form, List<FieldError> errors, Visit visit) {
        Map<String, Object> model =
                Map.of("tokens", service.page(0, MOST, visit.caller()), "form", form, "errors", errors);
        return pages.page(visit, SECTION, visit.words().t("tokens"), "admin/tokens", model);
    }
}
