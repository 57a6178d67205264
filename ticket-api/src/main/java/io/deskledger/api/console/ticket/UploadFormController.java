package io.deskledger.api.console.ticket;

import io.deskledger.api.attachment.AttachmentFiles;
import io.deskledger.api.console.Visit;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Takes files from a ticket's page, from staff and from whose ticket it is. */
@Controller("/tickets/{id}/attachments")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UploadFormController {

    private final AttachmentFiles files;

    UploadFormController(AttachmentFiles files) {
        this.files = files;
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> add(
            long id, @Header(HttpHeaders.CONTENT_TYPE) String contentType, @Body InputStream body, Visit visit) {
        try (body) {
            files.add(id, contentType, body, visit.caller());
            return HttpResponse.noContent();
        } catch (IOException e) {
            throw new UncheckedIOException("closing an upload failed", e);
        }
    }
}
