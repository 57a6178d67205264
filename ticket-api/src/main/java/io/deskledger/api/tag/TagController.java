package io.deskledger.api.tag;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.TagNames;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import org.jspecify.annotations.Nullable;

/** Tags over HTTP, for staff: their names and counts would tell customers of others' tickets. */
@Controller("/api/v1/tags")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class TagController {

    private static final String LIST = "tags";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int DEFAULT_POPULAR = 10;

    private final TagService service;
    private final TagReadService reads;

    TagController(TagService service, TagReadService reads) {
        this.service = service;
        this.reads = reads;
    }

    @Post
    HttpResponse<Tag> create(@Body JsonBody body, Caller caller) {
        Tag tag = service.create(name(body, "name"), caller);
        return HttpResponse.created(tag).header(HttpHeaders.ETAG, Versions.etag(tag.version()));
    }

    @Get
    Page<Tag> list(QueryParams query) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor after = query.cursor(LIST);
        query.check();
        return Page.of(
                reads.page(after == null ? 0 : after.id(), limit + 1),
                limit,
                last -> new Cursor(last.createdAt(), last.id()).text(LIST),
                null);
    }

    @Get("/popular")
    Page<TagCount> popular(QueryParams query) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_POPULAR);
        query.check();
        return new Page<>(reads.popular(limit), null, null);
    }

    @Get("/{name}")
    HttpResponse<Tag> get(String name) {
        return withTag(reads.get(TagNames.ofPath(name)));
    }

    @Get("/{name}/statistics")
    TagStatistics statistics(String name) {
        return reads.statistics(TagNames.ofPath(name));
    }

    @Patch("/{name}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<Tag> rename(
            String name, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return withTag(service.rename(TagNames.ofPath(name), name(body, "name"), ifMatch, caller));
    }

    @Delete("/{name}")
    HttpResponse<Void> delete(String name, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        service.delete(TagNames.ofPath(name), ifMatch, caller);
        return HttpResponse.noContent();
    }

    @Post("/{name}/merge")
    MergedTags merge(
            String name, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return service.merge(TagNames.ofPath(name), name(body, "into"), ifMatch, caller);
    }

    private static String name(JsonBody body, String field) {
        JsonFields fields = body.fields();
        String name = TagNames.read(fields, field);
        fields.check();
        return name;
    }

    private static HttpResponse<Tag> withTag(Tag tag) {
        return HttpResponse.ok(tag).header(HttpHeaders.ETAG, Versions.etag(tag.version()));
    }
}
