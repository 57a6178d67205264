package io.deskledger.api.audit;

import io.deskledger.api.http.LongAnswers;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The whole of what a filter finds, a page of it at a time: no transaction is open between two pages. */
@Singleton
final class LogExport {

    private static final int PAGE = 500;

    private final AuditReadService reads;
    private final LongAnswers answers;
    private final ObjectMapper json;

    LogExport(AuditReadService reads, LongAnswers answers, ObjectMapper json) {
        this.reads = reads;
        this.answers = answers;
        this.json = json;
    }

    HttpResponse<Publisher<byte[]>> answer(
            HttpRequest<?> request, LogFilter filter, boolean descending, Caller caller) {
        LogFormat format = LogFormat.of(request);
        return answers.answer(request, format.mediaType(), new Pages(filter, descending, format, caller));
    }

    private byte[] lines(List<LogEntry> entries) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            for (LogEntry entry : entries) {
                json.writeValue(lines, entry);
                lines.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return lines.toByteArray();
    }

    private final class Pages implements Supplier<byte @Nullable []> {

        private final LogFilter filter;
        private final boolean descending;
        private final LogFormat format;
        private final Caller caller;
        private @Nullable LogCursor place;
        private boolean begun;
        private boolean ended;

        Pages(LogFilter filter, boolean descending, LogFormat format, Caller caller) {
            this.filter = filter;
            this.descending = descending;
            this.format = format;
            this.caller = caller;
        }

        @Override
        public byte @Nullable [] get() {
            if (ended) {
                return null;
            }
            Portion<LogEntry> next = begun
                    ? reads.goOn(filter, descending, place, PAGE)
                    : reads.begin(filter, descending, format.name().toLowerCase(Locale.ROOT), PAGE, caller);
            String header = begun ? "" : LogCsv.header();
            begun = true;
            List<LogEntry> page = next.rows();
            ended = !next.more();
            if (!page.isEmpty()) {
                place = LogCursor.of(page.getLast());
            }
            return format == LogFormat.CSV ? (header + LogCsv.of(page)).getBytes(StandardCharsets.UTF_8) : lines(page);
        }
    }
}
