package io.deskledger.api.comment;

import io.deskledger.api.http.Cursor;
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
import org.jspecify.annotations.Nullable;

/** A ticket's comments over HTTP, oldest first; customers never see internal ones. */
@Controller("/api/v1/tickets/{ticketId}/comments")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommentController {

    private final CommentGroupService additions;
    private final CommentService service;
    private final CommentEditService edits;

    CommentController(CommentGroupService additions, CommentService service, CommentEditService edits) {
        this.additions = additions;
        this.service = service;
        this.edits = edits;
    }

    @Post
    HttpResponse<CommentView> add(long ticketId, @Body JsonBody body, Caller caller) {
        CommentView comment = additions.add(ticketId, NewComment.read(body.fields(), caller), caller);
        return withTag(HttpResponse.created(comment), comment);
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<CommentView> edit(
            long ticketId,
            long id,
            @Body JsonBody body,
            @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
            Caller caller) {
        CommentPatch patch = CommentPatch.read(body.fields(), caller);
        CommentView comment = edits.edit(new CommentKey(ticketId, id), patch, ifMatch, caller);
        return withTag(HttpResponse.ok(comment), comment);
    }

    @Delete("/{id}")
    HttpResponse<Void> delete(
            long ticketId, long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        edits.delete(new CommentKey(ticketId, id), ifMatch, caller);
        return HttpResponse.noContent();
    }

    @Get
    Page<CommentView> list(long ticketId, QueryParams query, Caller caller) {
        String list = "comments." + ticketId;
        CommentPage page = CommentPage.read(query, list, caller);
        return Page.of(
                service.page(ticketId, page, caller),
                page.limit(),
                last -> new Cursor(last.createdAt(), last.id()).text(list),
                null);
    }

    private static HttpResponse<CommentView> withTag(MutableHttpResponse<CommentView> response, CommentView comment) {
        return response.header(HttpHeaders.ETAG, Versions.etag(comment.version()));
    }
}
