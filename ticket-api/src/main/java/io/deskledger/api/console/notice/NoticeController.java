package io.deskledger.api.console.notice;

import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.deskledger.api.sla.escalation.Notification;
import io.deskledger.api.sla.escalation.NotificationReadService;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The latest of what somebody was told. */
@Controller("/account/notifications")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NoticeController {

    private static final int MOST = 100;

    private final Pages pages;
    private final NotificationReadService reads;
    private final Clock clock;

    NoticeController(Pages pages, NotificationReadService reads, Clock clock) {
        this.pages = pages;
        this.reads = reads;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(Visit visit) {
        List<Notification> notices = reads.page(visit.caller().id(), Long.MAX_VALUE, MOST);
        return pages.page(
                visit,
                "notifications",
                visit.words().t("notices"),
                "notice/list",
                Map.of("notices", notices, "now", clock.instant()));
    }
}
