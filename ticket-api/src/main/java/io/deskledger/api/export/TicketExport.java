package io.deskledger.api.export;

import io.deskledger.api.audit.ExportTrailService;
import io.deskledger.api.http.LongAnswers;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChoice;
import io.deskledger.api.ticket.TicketHistory;
import io.deskledger.api.ticket.TicketHistoryRepository;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Tickets as lines of an import, a page of them at a time: no transaction is open between two pages. */
@Singleton
final class TicketExport {

    static final String MEDIA_TYPE = "application/x-ndjson";
    private static final int PAGE = 100;

    private final TicketHistoryRepository histories;
    private final ExportTrailService trail;
    private final LongAnswers answers;
    private final ExportSettings settings;

    TicketExport(
            TicketHistoryRepository histories, ExportTrailService trail, LongAnswers answers, ExportSettings settings) {
        this.histories = histories;
        this.trail = trail;
        this.answers = answers;
        this.settings = settings;
    }

    HttpResponse<Publisher<byte[]>> answer(HttpRequest<?> request, QueryParams query, Caller caller) {
        query.refuse("deleted", "can't be asked for: an import would bring deleted tickets back to life");
        TicketChoice choice = TicketChoice.read(query, caller);
        String filter = request.getUri().getRawQuery();
        return answers.answer(request, MediaType.of(MEDIA_TYPE), new Pages(choice, caller, filter));
    }

    private final class Pages implements Supplier<byte @Nullable []> {

        private final TicketChoice choice;
        private final Caller caller;
        private final @Nullable String filter;
        private @Nullable Ticket last;
        private @Nullable LongLine open;
        private boolean begun;
        private boolean ended;

        Pages(TicketChoice choice, Caller caller, @Nullable String filter) {
            this.choice = choice;
            this.caller = caller;
            this.filter = filter;
        }

        @Override
        public byte @Nullable [] get() {
            byte[] onward = open == null ? null : open.get();
            if (onward != null) {
                return onward;
            }
            open = null;
            if (ended) {
                return null;
            }
            if (!begun) {
                begun = true;
                trail.tell(caller, "ndjson", filter);
            }
            Portion<TicketHistory> page = histories.after(last, choice, PAGE);
            ended = !page.more();
            StringBuilder lines = new StringBuilder();
            for (TicketHistory history : page.rows()) {
                last = history.ticket();
                if (history.isWhole()) {
                    lines.append(TicketLine.of(history, settings.source())).append('\n');
                } else {
                    open = new LongLine(history, settings.source(), histories); // it is the last of them
                }
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
