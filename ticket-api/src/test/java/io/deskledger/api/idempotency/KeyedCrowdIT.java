package io.deskledger.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
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

/** Keyed requests that wait for something leave connections to everybody else. */
class KeyedCrowdIT {

    private static final int CONNECTIONS = 6;
    private static final int CROWD = 12;

    @Test
    void halfOfTheConnectionsAreTheMostThatTheyHold() throws Exception {
        try (ApiServer api = ApiServer.start(
                        ApiServer.newDesk(),
                        Map.of("deskledger.relay.enabled", false, "DESKLEDGER_DB_POOL", CONNECTIONS));
                Connection blocker = api.owner();
                Statement statement = blocker.createStatement();
                ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
            ApiClient admin = api.admin();
            long id = admin.post("/tickets", Desk.ticket()).expect(201).id();
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM tickets WHERE id = " + id + " FOR UPDATE");
            List<Future<Answer>> crowd = IntStream.range(0, CROWD)
                    .mapToObj(number -> threads.submit(() -> rename(admin, id, number)))
                    .toList();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waiting(api) >= CONNECTIONS / 2);
            for (int i = 0; i < 3; i++) {
                admin.get("/tickets/" + id).expect(200);
            }
            assertThat(waiting(api)).isEqualTo(CONNECTIONS / 2);
            blocker.rollback();
            for (Future<Answer> answer : crowd) {
                answer.get().expect(200);
            }
            assertThat(api.events(id)).hasSize(1 + CROWD);
        }
    }

    private static Answer rename(ApiClient client, long id, int number) {
        return client.send(
                "PATCH",
                "/tickets/" + id,
                "{\"title\": \"Title number " + number + "\"}",
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** Asked outside of the blocker's transaction, which sees the same backends all the time. */
    private static long waiting(ApiServer api) {
        return api.count("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0");
    }
}
