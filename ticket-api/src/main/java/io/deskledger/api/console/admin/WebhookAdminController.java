package io.deskledger.api.console.admin;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.webhook.Webhook;
import io.deskledger.api.webhook.WebhookPage;
import io.deskledger.api.webhook.WebhookReadService;
import io.micronaut.http.HttpRequest;
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
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Webhooks: who is told of changes, and how that goes. */
@Controller("/admin/webhooks")
@Secured(Roles.ADMIN)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookAdminController {

    private static final String LIST = "/admin/webhooks";
    private static final String SECTION = "admin";

    private final Pages pages;
    private final WebhookReadService reads;
    private final WebhookForms forms;

    WebhookAdminController(Pages pages, WebhookReadService reads, WebhookForms forms) {
        this.pages = pages;
        this.reads = reads;
        this.forms = forms;
    }

    @Get
    HttpResponse<String> list(HttpRequest<?> request, Visit visit) {
        return list(new QueryParams(request.getParameters().asMap()), new Form(Map.of()), List.of(), visit);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(@Body Form form, Visit visit) {
        try {
            return secret(forms.create(form, visit.caller()), visit);
        } catch (ProblemException.Invalid invalid) {
            return list(QueryParams.none(), form, invalid.errors(), visit)
                    .toMutableResponse()
                    .status(HttpStatus.BAD_REQUEST);
        }
    }

    @Get("/{id}")
    HttpResponse<String> one(long id, HttpRequest<?> request, Visit visit) {
        QueryParams query = new QueryParams(request.getParameters().asMap());
        WebhookPage page = WebhookPage.read(query, WebhookPage.DELIVERIES);
        query.check();
        Map<String, Object> model = Map.of("hook", reads.get(id), "page", reads.deliveries(id, null, page));
        return pages.page(visit, SECTION, visit.words().t("admin.webhooks"), "admin/webhook", model);
    }

    /** What was sent, and how each attempt went. */
    @Get("/{id}/deliveries/{deliveryId}")
    HttpResponse<String> delivery(long id, long deliveryId, Visit visit) {
        Map<String, Object> model = Map.of(
                "detail",
                reads.delivery(id, deliveryId),
                "attempts",
                reads.attempts(id, deliveryId, WebhookPage.read(QueryParams.none(), WebhookPage.ATTEMPTS))
                        .items());
        return pages.part(visit, "admin/delivery", model);
    }

    @Post("/{id}/deliveries/{deliveryId}/redeliver")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> redeliver(long id, long deliveryId, @Body Form form, Visit visit) {
        forms.redeliver(id, deliveryId, visit.caller());
        return HttpResponse.seeOther(URI.create(LIST + "/" + id));
    }

    @Post("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(long id, @Body Form form, Visit visit) {
        forms.change(id, form, visit.caller());
        return HttpResponse.seeOther(URI.create(LIST + "/" + id));
    }

    @Post("/{id}/rotate-secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> rotate(long id, @Body Form form, Visit visit) {
        return secret(forms.rotate(id, visit.caller()), visit);
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> delete(long id, @Body Form form, Visit visit) {
        forms.delete(id, visit.caller());
        return HttpResponse.seeOther(URI.create(LIST));
    }

    private HttpResponse<String> list(QueryParams query, Form form, List<FieldError> errors, Visit visit) {
        WebhookPage page = WebhookPage.read(query, WebhookPage.WEBHOOKS);
        query.check();
        Map<String, Object> model = Map.of("page", reads.page(page), "form", form, "errors", errors);
        return pages.page(visit, SECTION, visit.words().t("admin.webhooks"), "admin/webhooks", model);
    }

    private HttpResponse<String> secret(Webhook webhook, Visit visit) {
        return new ShownSecret(String.valueOf(webhook.secret()), webhook.url(), LIST + "/" + webhook.id())
                .page(pages, visit, SECTION, visit.words().t("admin.webhooks"));
    }
}
