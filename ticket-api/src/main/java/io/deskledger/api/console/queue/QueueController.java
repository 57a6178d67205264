package io.deskledger.api.console.queue;

import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Staff;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketListExport;
import io.deskledger.api.ticket.TicketView;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The list of tickets: whole, page by page, and a row at a time. */
@Controller("/tickets")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueueController {

    private static final int ROWS_OF_A_PAGE = 50;
    private static final int MOST_ROWS = 500;
    private static final Pattern ROWS = Pattern.compile("\\d{1,6}");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Pages pages;
    private final QueueReads reads;
    private final Staff staff;
    private final TicketListExport exports;
    private final Clock clock;

    QueueController(Pages pages, QueueReads reads, Staff staff, TicketListExport exports, Clock clock) {
        this.pages = pages;
        this.reads = reads;
        this.staff = staff;
        this.exports = exports;
        this.clock = clock;
    }

    /** The page; its list alone where a script asks for that; or only more rows where a place is given. */
    @Get
    HttpResponse<String> list(HttpRequest<?> request, Visit visit) {
        QueueSearch search = QueueSearch.of(request.getParameters().asMap());
        String cursor = request.getParameters().getFirst("cursor").orElse("");
        Page<TicketView> found = reads.page(search, cursor, rows(request), visit.caller());
        QueuePage page = new QueuePage(
                search,
                reads.conditions(search),
                found,
                staff.assignable(),
                reads.escalationHours(),
                reads.columns(visit.caller()),
                visit.caller().id(),
                clock.instant());
        if (visit.part() && !cursor.isEmpty()) {
            return pages.part(visit, "queue/rows", Map.of("page", page));
        }
        Map<String, Object> model =
                new HashMap<>(Map.of("page", page, "deletable", reads.isDeletable(search, visit.caller())));
        if (visit.part()) {
            return pages.part(visit, "queue/list", model);
        }
        model.put(
                "gone",
                request.getParameters()
                        .getFirst("gone")
                        .filter(ID.asMatchPredicate())
                        .orElse(""));
        String section = QueuePage.section(search, visit.caller().id());
        return pages.page(visit, section, title(visit, section), "queue/queue", model);
    }

    /** The ticket's row as it is by now. */
    @Get("/{id}/row")
    HttpResponse<String> row(long id, Visit visit) {
        TicketView ticket = reads.withPeople(id, Deleted.EXCLUDE, visit.caller());
        return pages.part(
                visit,
                "queue/row",
                Map.of("ticket", ticket, "columns", reads.columns(visit.caller()), "now", clock.instant()));
    }

    /** How many tickets each chip and each list of the sidebar leads to. */
    @Get("/counts")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<Map<String, String>> counts(HttpRequest<?> request, Visit visit) {
        QueueSearch search = QueueSearch.of(request.getParameters().asMap());
        return HttpResponse.ok(reads.counts(search, visit))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Which of these tickets are in the list, however far down. */
    @Get("/found")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<List<Long>> found(HttpRequest<?> request, Visit visit) {
        QueueSearch search = QueueSearch.of(request.getParameters().asMap());
        String ids = request.getParameters().getFirst("ids").orElse("");
        return HttpResponse.ok(reads.found(search, QueueSearch.ids(ids), visit.caller()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** All of the list as CSV. */
    @Get("/export")
    @Produces(MediaType.TEXT_CSV)
    HttpResponse<?> export(HttpRequest<?> request, Visit visit) {
        QueryParams query =
                new QueryParams(QueueSearch.of(request.getParameters().asMap()).values());
        return exports.csv(request, query, visit.caller())
                .toMutableResponse()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets.csv\"");
    }

    /** How many rows: a list that is drawn anew wants as many as it had. */
    private static int rows(HttpRequest<?> request) {
        return request.getParameters()
                .getFirst("rows")
                .filter(ROWS.asMatchPredicate())
                .map(rows -> Math.clamp(Integer.parseInt(rows), ROWS_OF_A_PAGE, MOST_ROWS))
                .orElse(ROWS_OF_A_PAGE);
    }

    private static String title(Visit visit, String section) {
        return section.isEmpty() || section.startsWith("view-")
                ? visit.words().t("queue.found")
                : visit.words().t("queue." + section);
    }
}
