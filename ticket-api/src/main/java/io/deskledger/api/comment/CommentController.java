package io.deskledger.api.comment;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** A ticket's comments over HTTP, oldest first; customers never see internal ones. */
@Controller("/api/v1/tickets/{ticketId}/comments")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommentController {

    private final CommentService service;

    CommentController(CommentService service) {
        this.service = service;
    }

    @Post
    HttpResponse<CommentView> add(long ticketId, @Body JsonBody body, Caller caller) {
        return HttpResponse.created(service.add(ticketId, NewComment.read(body.fields(), caller), caller));
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
}
