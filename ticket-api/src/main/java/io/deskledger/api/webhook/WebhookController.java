package io.deskledger.api.webhook;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.Versions;
import io.deskledger.api.idempotency.NoIdempotencyKey;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.deskledger.api.webhook.receiver.WebhookUrls;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Webhooks over HTTP, for admins: they are told of every record, whoever's it is. */
@Controller("/api/v1/webhooks")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {

    private static final String NO_STORE = "no-store";

    private final WebhookService service;
    private final WebhookReadService reads;
    private final WebhookUrls urls;

    WebhookController(WebhookService service, WebhookReadService reads, WebhookUrls urls) {
        this.service = service;
        this.reads = reads;
        this.urls = urls;
    }

    /** The answer is the only one that ever holds this secret. */
    @Post
    @NoIdempotencyKey("the answer holds a secret, which is not kept")
    HttpResponse<Webhook> create(@Body JsonBody body, Caller caller) {
        Webhook webhook = service.create(WebhookContent.read(body.fields(), urls), caller);
        return withTag(HttpResponse.created(webhook, URI.create("/api/v1/webhooks/" + webhook.id())))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    @Get
    Page<Webhook> list(QueryParams query) {
        WebhookPage page = WebhookPage.read(query, WebhookPage.WEBHOOKS);
        query.check();
        return reads.page(page);
    }

    @Get("/{id}")
    HttpResponse<Webhook> get(long id) {
        return withTag(HttpResponse.ok(reads.get(id)));
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<Webhook> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        WebhookContent.Patch patch = WebhookContent.Patch.read(body.fields(), urls);
        return withTag(HttpResponse.ok(service.update(id, patch, ifMatch, caller)));
    }

    @Delete("/{id}")
    HttpResponse<Void> delete(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        service.delete(id, ifMatch, caller);
        return HttpResponse.noContent();
    }

    /** The answer is the only one that ever holds the new secret. */
    @Post("/{id}/rotate-secret")
    @NoIdempotencyKey("the answer holds a secret, which is not kept")
    HttpResponse<Webhook> rotateSecret(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(HttpResponse.ok(service.rotateSecret(id, ifMatch, caller)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    private static MutableHttpResponse<Webhook> withTag(MutableHttpResponse<Webhook> response) {
        long version = response.getBody().map(Webhook::version).orElseThrow();
        return response.header(HttpHeaders.ETAG, Versions.etag(version));
    }
}
