package io.deskledger.api.console.admin;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.imports.ImportView;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imports, dead letters, and how the system is. */
@Controller("/admin")
@Secured(Roles.ADMIN)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OperationsController {

    private static final String SECTION = "admin";

    private final Pages pages;
    private final Operations operations;
    private final SystemStatus status;

    OperationsController(Pages pages, Operations operations, SystemStatus status) {
        this.pages = pages;
        this.operations = operations;
        this.status = status;
    }

    @Get("/imports")
    HttpResponse<String> imports(@Nullable @QueryValue Long before, Visit visit) {
        Map<String, Object> model = Map.of(
                "imports",
                operations.imports(before == null ? Long.MAX_VALUE : before),
                "shown",
                Operations.SHOWN,
                "place",
                before == null ? "/admin/imports" : "/admin/imports?before=" + before);
        return visit.part()
                ? pages.part(visit, "admin/importrows", model)
                : pages.page(visit, SECTION, visit.words().t("admin.imports"), "admin/imports", model);
    }

    @Get("/imports/{id}")
    HttpResponse<String> oneImport(long id, Visit visit) {
        ImportView found = operations.findImport(id);
        if (visit.part()) {
            Map<String, Object> rows = Map.of("imports", List.of(found), "shown", 1, "place", "/admin/imports/" + id);
            MutableHttpResponse<String> part = pages.part(visit, "admin/importrows", rows);
            // The refused lines are below the rows.
            return found.finishedAt() == null ? part : part.header("HX-Refresh", "true");
        }
        return pages.page(visit, SECTION, visit.words().t("admin.import", id), "admin/import", Map.of("found", found));
    }

    /** Takes the file as the API does: newline-delimited JSON, gzipped or not. */
    @Post("/imports")
    @Consumes("application/x-ndjson")
    HttpResponse<?> receive(@Body InputStream body, Visit visit) {
        try (body) {
            operations.receive(body, visit.caller());
            return HttpResponse.noContent();
        } catch (IOException e) {
            throw new ProblemException.Invalid("body", "broke off, or is not valid gzip");
        }
    }

    @Get("/dead-letters")
    HttpResponse<String> letters(@QueryValue(defaultValue = "") String after, Visit visit) {
        Map<String, Object> model =
                Map.of("letters", operations.letters(after, visit.caller()), "shown", Operations.SHOWN);
        return pages.page(visit, SECTION, visit.words().t("admin.letters"), "admin/letters", model);
    }

    @Post("/dead-letters/{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> replay(String id, @Body Form form, Visit visit) {
        operations.replay(id, visit.caller());
        return HttpResponse.seeOther(URI.create("/admin/dead-letters"));
    }

    @Get("/status")
    HttpResponse<String> status(Visit visit) {
        Map<String, Object> model = status.read();
        return visit.part()
                ? pages.part(visit, "admin/statusparts", model)
                : pages.page(visit, SECTION, visit.words().t("admin.status"), "admin/status", model);
    }
}
