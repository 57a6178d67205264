package io.deskledger.api.ticket;

import io.deskledger.api.audit.ExportTrailService;
import io.deskledger.api.http.Csv;
import io.deskledger.api.http.LongAnswers;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The whole of a list as CSV; each caller gets the tickets that the list shows them. */
@Singleton
public final class TicketListExport {

    private static final List<String> NO_PAGES = List.of("limit", "cursor", "include", "total");
    private static final int PAGE = 200;

    private final TicketReadService reads;
    private final ExportTrailService trail;
    private final LongAnswers answers;

    TicketListExport(TicketReadService reads, ExportTrailService trail, LongAnswers answers) {
        this.reads = reads;
        this.trail = trail;
        this.answers = answers;
    }

    public HttpResponse<Publisher<byte[]>> csv(HttpRequest<?> request, QueryParams query, Caller caller) {
        for (String name : NO_PAGES) {
            query.refuse(name, "can't be asked for of CSV: it has all tickets and always the same columns");
        }
        TicketFilter filter = TicketFilter.read(query, caller);
        return answers.answer(
                request,
                MediaType.TEXT_CSV_TYPE,
                new Pages(filter, caller, request.getUri().getRawQuery()));
    }

    /** The header, and then a page each time; nobody waits for the database between two of them. */
    private final class Pages implements Supplier<byte @Nullable []> {

        private final TicketFilter filter;
        private final Caller caller;
        private final @Nullable String query;
        private final boolean emails;
        private @Nullable TicketKeys place;
        private boolean begun;
        private boolean ended;

        Pages(TicketFilter filter, Caller caller, @Nullable String query) {
            this.filter = filter;
            this.caller = caller;
            this.query = query;
            this.emails = caller.isStaff();
        }

        @Override
        public byte @Nullable [] get() {
            if (ended) {
                return null;
            }
            if (!begun) {
                trail.tell(caller, "csv", query);
            }
            Portion<ListedTicket> rows = reads.rows(filter.from(place, PAGE), caller);
            ended = !rows.more();
            List<ListedTicket> page = rows.rows();
            String header = begun ? "" : Csv.header(TicketCsv.columns(emails));
            begun = true;
            if (!page.isEmpty()) {
                place = page.getLast().keys();
            }
            return (header + Csv.lines(page, row -> TicketCsv.cells(row.view(), emails)))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
