package io.deskledger.api.sla.escalation;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.SealedKeys;
import io.deskledger.api.security.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Optional;

/** What one was told, over HTTP. */
@Controller("/api/v1/me/notifications")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationController {

    private static final String LIST = "notifications";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    private final NotificationReadService reads;

    NotificationController(NotificationReadService reads) {
        this.reads = reads;
    }

    /** Newest first. */
    @Get
    Page<Notification> list(QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Long before = query.cursor(LIST, NotificationController::key);
        query.check();
        return Page.of(
                reads.page(caller.id(), before == null ? Long.MAX_VALUE : before, limit + 1),
                limit,
                last -> SealedKeys.seal(LIST, List.of(Long.toString(last.id()))),
                null);
    }

    private static Optional<Long> key(List<String> texts) {
        try {
            return texts.size() == 1 ? Optional.of(Long.valueOf(texts.getFirst())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
