package io.deskledger.api.imports;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes files of tickets in and tells how they are getting on. */
@Controller("/api/v1/imports")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ImportController {

    private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "identity");
    private static final int MAX_LIMIT = 200;

    private final ImportUploads uploads;
    private final ImportQueries queries;
    private final ImportLoop loop;

    ImportController(ImportUploads uploads, ImportQueries queries, ImportLoop loop) {
        this.uploads = uploads;
        this.queries = queries;
        this.loop = loop;
    }

    /** Receives newline-delimited JSON, plain or gzipped; answers once all of it is durable. */
    @Post
    @Consumes("application/x-ndjson")
    HttpResponse<Accepted> receive(
            @Body InputStream body, @Header(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding, Caller caller) {
        if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new ProblemException.Invalid("Content-Encoding", "is none of gzip, identity: " + encoding);
        }
        try (body) {
            long id = uploads.receive(body, caller);
            loop.wake();
            return HttpResponse.<Accepted>accepted(URI.create("/api/v1/imports/" + id))
                    .body(new Accepted(id));
        } catch (IOException e) {
            throw new ProblemException.Invalid("body", "broke off, or is not valid gzip");
        }
    }

    @Get("/{id}")
    ImportView get(long id) {
        return queries.find(id).orElseThrow(() -> new ProblemException.NotFound("There is no such import"));
    }

    @Get
    ImportPage list(@QueryValue(defaultValue = "50") int limit, @QueryValue @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException.Invalid("limit", "must be between 1 and " + MAX_LIMIT);
        }
        List<ImportView> found = queries.before(cursor == null ? Long.MAX_VALUE : position(cursor), limit + 1);
        List<ImportView> items = found.subList(0, Math.min(limit, found.size()));
        return new ImportPage(
                items, found.size() > limit ? Long.toString(items.getLast().id()) : null);
    }

    private static long position(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new ProblemException.Invalid("cursor", "is not one that this list gave out");
        }
        return Long.parseLong(cursor);
    }

    /** The answer to a file: ask for this id. */
    @Serdeable
    record Accepted(long id) {}
}
