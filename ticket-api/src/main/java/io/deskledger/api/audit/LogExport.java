package io.deskledger.api.audit;

import io.deskledger.api.security.Caller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The whole of what a filter finds, page by page as fast as the client takes it: memory holds one page, and no
 * transaction is open between two of them.
 */
@Singleton
final class LogExport {

    static final int PAGE = 500;

    private final AuditReadService reads;
    private final ObjectMapper json;
    private final Scheduler scheduler;

    LogExport(AuditReadService reads, ObjectMapper json, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.reads = reads;
        this.json = json;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    /** Reads the first page at once, so that what is wrong shows before anything is sent. */
    Publisher<byte[]> of(LogFilter filter, boolean descending, LogFormat format, Caller caller) {
        List<LogEntry> first = reads.begin(filter, descending, format.name().toLowerCase(Locale.ROOT), PAGE, caller);
        Flux<byte[]> header = format == LogFormat.CSV ? Flux.just(bytes(LogCsv.header())) : Flux.empty();
        Flux<byte[]> pages = Flux.generate(
                () -> new Place(first, null),
                (place, sink) -> next(place, sink, format, after -> reads.goOn(filter, descending, after, PAGE)));
        return header.concatWith(pages).subscribeOn(scheduler);
    }

    private Place next(Place place, SynchronousSink<byte[]> sink, LogFormat format, Pages pages) {
        List<LogEntry> entries = place.read() != null ? place.read() : pages.after(place.after());
        if (!entries.isEmpty()) {
            sink.next(format == LogFormat.CSV ? bytes(LogCsv.of(entries)) : lines(entries));
        }
        if (entries.size() < PAGE) {
            sink.complete();
            return place;
        }
        return new Place(null, LogCursor.of(entries.getLast()));
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Asks for the page after a place. */
    @FunctionalInterface
    private interface Pages {
        List<LogEntry> after(@Nullable LogCursor place);
    }

    /** What comes next: a page that was read already, or the one after a place. */
    private record Place(
            @Nullable List<LogEntry> read, @Nullable LogCursor after) {}
}
