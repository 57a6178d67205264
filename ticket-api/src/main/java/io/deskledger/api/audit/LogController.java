package io.deskledger.api.audit;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** The whole audit log for admins; for agents the entries of tickets, without addresses. */
@Controller("/api/v1/audit")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final AuditReadService reads;
    private final LogExport export;

    LogController(AuditReadService reads, LogExport export) {
        this.reads = reads;
        this.export = export;
    }

    /** Pages as JSON; all of it, without pages, as CSV or as one JSON object a line. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV, LogFormat.NDJSON_TYPE})
    HttpResponse<?> list(HttpRequest<?> request, QueryParams query, Caller caller) {
        LogFormat format = LogFormat.of(request);
        LogFilter filter = LogFilter.of(query, caller);
        boolean descending = query.choice("order", "desc", "asc").equals("desc");
        if (format != LogFormat.JSON) {
            return export.answer(request, checked(query, filter, caller), descending, caller);
        }
        return HttpResponse.ok(reads.page(filter, page(query, descending, filter, caller), caller))
                .contentType(format.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static LogPage page(QueryParams query, boolean descending, LogFilter filter, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        String text = query.text("cursor");
        LogCursor after =
                text == null ? null : LogCursor.parse(text, descending).orElse(null);
        if (text != null && after == null) {
            query.reject("cursor", "is not one that this list has answered");
        }
        checked(query, filter, caller);
        return new LogPage(limit, descending, after);
    }

    private static LogFilter checked(QueryParams query, LogFilter filter, Caller caller) {
        query.check();
        return filter.require(caller);
    }
}
