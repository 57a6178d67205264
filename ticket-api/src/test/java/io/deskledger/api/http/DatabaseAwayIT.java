package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DatabaseAwayIT {

    @Test
    void withoutADatabaseTheAnswerIsTryAgainAndItHealsByItself() throws SQLException {
        DatabaseAccess database = ApiServer.newDesk();
        try (ApiServer api = ApiServer.start(
                database, Map.of("deskledger.relay.enabled", false, "datasources.default.connection-timeout", 1_000))) {
            var admin = api.admin();
            try (Connection owner = TestServers.newDatabase().connect(DatabaseRole.OWNER);
                    Connection own = database.connect(DatabaseRole.API)) {
                run(owner, "ALTER DATABASE " + own.getCatalog() + " ALLOW_CONNECTIONS false");
                run(own, """
                        SELECT pg_terminate_backend(pid)
                          FROM pg_stat_activity
                         WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
                        """);
                for (int i = 0; i < 4; i++) {
                    Answer answer = admin.post("/tickets", Desk.ticket()).expectProblem(503);
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                }
                run(owner, "ALTER DATABASE " + own.getCatalog() + " ALLOW_CONNECTIONS true");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> admin.post("/tickets", Desk.ticket()).status() == 201);
        }
    }

    /** As a connection whose other end is gone without a word: nothing comes any more. */
    @Test
    void whatSaysNothingIsNotWaitedForForEver() throws Exception {
        DatabaseAccess database = ApiServer.newDesk();
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "socketTimeout=2";
        try (ApiServer api =
                ApiServer.start(database, Map.of("deskledger.relay.enabled", false, "datasources.default.url", url))) {
            long ticket =
                    api.admin().post("/tickets", Desk.ticket()).expect(201).id();
            try (Connection owner = api.owner()) {
                owner.setAutoCommit(false);
                run(owner, "LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE");

                api.admin().get("/tickets/" + ticket).expectProblem(503);

                owner.rollback();
            }
            api.admin().get("/tickets/" + ticket).expect(200);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
