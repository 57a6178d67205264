package io.deskledger.api.attachment;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** A ticket's attachments over HTTP, oldest first; customers never see internal ones. */
@Controller("/api/v1/tickets/{ticketId}/attachments")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketAttachmentController {

    private final AttachmentFiles files;
    private final AttachmentReadService reads;

    TicketAttachmentController(AttachmentFiles files, AttachmentReadService reads) {
        this.files = files;
        this.reads = reads;
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<AttachmentView> add(
            long ticketId,
            @Header(HttpHeaders.CONTENT_TYPE) String contentType,
            @Body InputStream body,
            Caller caller) {
        try (body) {
            AttachmentView added = files.add(ticketId, contentType, body, caller);
            return HttpResponse.created(added, URI.create("/api/v1/attachments/" + added.id() + "/content"))
                    .header(HttpHeaders.ETAG, added.etag());
        } catch (IOException e) {
            throw new UncheckedIOException("closing an upload failed", e);
        }
    }

    @Get
    Page<AttachmentView> list(long ticketId, QueryParams query, Caller caller) {
        String list = "attachments." + ticketId;
        AttachmentPage page = AttachmentPage.read(query, list, caller);
        return Page.of(
                reads.page(ticketId, page, caller),
                page.limit(),
                last -> new Cursor(last.createdAt(), last.id()).text(list),
                null);
    }
}
