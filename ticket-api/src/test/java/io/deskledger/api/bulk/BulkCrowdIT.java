package io.deskledger.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.console.Browser;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two bulk changes run at once; who waits too long behind them is told when to come again. */
class BulkCrowdIT {

    private static final int AT_ONCE = 2;

    @Test
    void aThirdOneIsAskedToComeAgain() throws Exception {
        try (ApiServer api = ApiServer.start(
                        ApiServer.newDesk(),
                        Map.of("deskledger.relay.enabled", false, "DESKLEDGER_BULK_PATIENCE", "1s"));
                Connection blocker = api.owner();
                Statement statement = blocker.createStatement();
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            ApiClient admin = api.admin();
            List<Long> ids = BulkDesk.tickets(admin, 1);
            Browser page = new Browser(api.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM tickets WHERE id = " + ids.getFirst() + " FOR UPDATE");
            List<Future<Answer>> running = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> threads.submit(() -> tag(admin, ids, number)))
                    .toList();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waiting(api) == AT_ONCE);

            Answer third = tag(admin, ids, AT_ONCE).expectProblem(429);
            assertThat(third.header("Retry-After")).isEqualTo("1");
            assertThat(third.text("detail")).isEqualTo("Other bulk changes are under way; try again");
            admin.send("POST", "/tickets/bulk/" + UUID.randomUUID() + "/undo", null)
                    .expectProblem(429);
            Answer fromAPage = page.postPart(
                            "/tickets/bulk", "action", "soft_delete", "ticket_ids", Long.toString(ids.getFirst()))
                    .expect(429);
            assertThat(fromAPage.response().body()).contains("Other bulk changes are under way");

            blocker.rollback();
            for (Future<Answer> answer : running) {
                assertThat(BulkDesk.counts(answer.get().expect(200))).containsExactly(1, 1, 0, 0);
            }
            tag(admin, ids, AT_ONCE).expect(200);
            assertThat(api.events(ids.getFirst())).hasSize(1 + AT_ONCE + 1);
        }
    }

    private static Answer tag(ApiClient client, List<Long> ids, int number) {
        return BulkDesk.bulk(client, "add_tags", ids, "tags", List.of("crowd " + number));
    }

    /** Asked outside of the blocker's transaction, which sees the same backends all the time. */
    private static long waiting(ApiServer api) {
        return api.count("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0");
    }
}
