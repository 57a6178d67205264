package io.deskledger.api.savedview;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
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
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Saved views over HTTP; everybody has their own, staff share theirs. */
@Controller("/api/v1/views")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SavedViewController {

    private final SavedViewService service;
    private final SavedViewReadService reads;

    SavedViewController(SavedViewService service, SavedViewReadService reads) {
        this.service = service;
        this.reads = reads;
    }

    @Post
    HttpResponse<SavedView> create(@Body JsonBody body, Caller caller) {
        SavedView view = service.create(NewView.read(body.fields(), caller), caller);
        return withTag(HttpResponse.created(view, URI.create("/api/v1/views/" + view.id())));
    }

    @Get
    Page<SavedView> list(QueryParams query, Caller caller) {
        return reads.page(ViewPage.read(query), caller);
    }

    @Get("/{id}")
    HttpResponse<SavedView> get(long id, Caller caller) {
        return withTag(HttpResponse.ok(reads.get(id, caller)));
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<SavedView> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        ViewPatch patch = ViewPatch.read(body.fields(), caller);
        return withTag(HttpResponse.ok(service.update(id, patch, ifMatch, caller)));
    }

    @Delete("/{id}")
    HttpResponse<Void> delete(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        service.delete(id, ifMatch, caller);
        return HttpResponse.noContent();
    }

    private static HttpResponse<SavedView> withTag(MutableHttpResponse<SavedView> response) {
        long version = response.getBody().map(SavedView::version).orElseThrow();
        return response.header(HttpHeaders.ETAG, Versions.etag(version));
    }
}
