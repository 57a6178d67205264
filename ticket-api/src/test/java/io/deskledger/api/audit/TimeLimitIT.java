package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes the database too long ends, and the answer says what to do about it. */
class TimeLimitIT {

    private static final Duration SEARCH = Duration.ofSeconds(10);
    private static final Duration GAPS = Duration.ofSeconds(15);

    @Test
    void aSearchAndAReportOfGapsEndInTime() throws Exception {
        AuditDatabase audit = new AuditDatabase(ApiServer.newDesk());
        try (ApiServer server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false))) {
            audit.migrate();
            List<Timed> answers;
            try (Connection holder = server.owner();
                    Statement statement = holder.createStatement()) {
                server.admin().get("/me").expect(200);
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE support.tickets, audit.audit_logs IN ACCESS EXCLUSIVE MODE");
                CompletableFuture<Timed> search = ask(server, "/tickets?q=printer");
                CompletableFuture<Timed> count = ask(server, "/tickets?total=true&status=open");
                CompletableFuture<Timed> gaps = ask(server, "/audit/gaps");
                answers = List.of(search.get(), count.get(), gaps.get());
                holder.rollback();
            }
            for (Timed one : answers) {
                assertThat(one.answer().expectProblem(400).text("detail"))
                        .isEqualTo("This takes too long to be found: narrow the search or the range");
            }
            assertThat(answers.get(0).took()).isBetween(SEARCH, SEARCH.plusSeconds(8));
            assertThat(answers.get(1).took()).isBetween(SEARCH, SEARCH.plusSeconds(8));
            assertThat(answers.get(2).took()).isBetween(GAPS, GAPS.plusSeconds(8));
            server.admin().get("/tickets?q=printer").expect(200);
            server.admin().get("/audit/gaps").expect(200);
        }
    }

    private static CompletableFuture<Timed> ask(ApiServer server, String path) {
        return CompletableFuture.supplyAsync(() -> {
                    long begin = System.nanoTime();
                    Answer answer = server.admin().get(path);
                    return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
                })
                .orTimeout(60, TimeUnit.SECONDS);
    }

    private record Timed(Answer answer, Duration took) {}
}
