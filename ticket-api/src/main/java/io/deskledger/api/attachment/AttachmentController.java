package io.deskledger.api.attachment;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.idempotency.NoIdempotencyKey;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The files themselves. What people sent in is handed out to be saved, never to be run by a browser. */
@Controller("/api/v1/attachments/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AttachmentController {

    private final AttachmentFiles files;
    private final AttachmentReadService reads;

    AttachmentController(AttachmentFiles files, AttachmentReadService reads) {
        this.files = files;
        this.reads = reads;
    }

    @Get(value = "/content", headRoute = false)
    @Produces(MediaType.ALL)
    HttpResponse<?> content(
            long id,
            QueryParams query,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            Caller caller) {
        Deleted deleted = Deleted.ofOne(query, caller);
        query.check();
        StoredAttachment found = reads.get(id, deleted, caller);
        AttachmentView attachment = found.view();
        if (ifNoneMatch != null && isNamed(ifNoneMatch, attachment.etag())) {
            return withHeaders(HttpResponse.notModified(), attachment);
        }
        MediaType type = MediaType.of(ContentTypes.served(attachment.contentType()));
        StreamedFile content =
                new StreamedFile(files.open(found), type, attachment.createdAt().toEpochMilli(), attachment.size());
        return withHeaders(HttpResponse.ok(content), attachment);
    }

    @Delete
    @NoIdempotencyKey("a file is not deleted in one transaction with its row; sent again, the request is answered 404")
    HttpResponse<Void> delete(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        files.remove(id, ifMatch, caller);
        return HttpResponse.noContent();
    }

    private static MutableHttpResponse<?> withHeaders(MutableHttpResponse<?> response, AttachmentView attachment) {
        return response.header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(attachment.fileName()))
                .header(HttpHeaders.ETAG, attachment.etag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private static boolean isNamed(String ifNoneMatch, String etag) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }
}
