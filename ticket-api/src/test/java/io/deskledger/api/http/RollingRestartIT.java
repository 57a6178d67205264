package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiProcess;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two instances behind a balancer, each replaced by a new one while people work: every request is answered. A write is
 * sent once; as HTTP lets it, the client may ask again for what it only reads when a kept connection has gone.
 */
class RollingRestartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DELAY = "4s";
    private static final int ENOUGH = 200;

    private final DatabaseAccess database = ApiServer.newDesk();
    private final Deque<ApiProcess> running = new ArrayDeque<>();
    private final RoundRobin balancer = new RoundRobin();
    private int started;

    @AfterEach
    void stop() {
        balancer.close();
        running.forEach(ApiProcess::close);
    }

    @Test
    void noRequestIsLostWhileEveryInstanceIsReplaced() throws Exception {
        takeIn(start());
        takeIn(start());
        try (People people = new People(balancer, running.getFirst().admin().token())) {
            people.work();
            replaceBoth(people);
            people.end();
            System.out.printf("%,d requests answered%n", people.answers());
            assertThat(people.losses()).isEmpty();
            List<String> titles = titles();
            assertThat(Set.copyOf(titles)).as("each is there").isEqualTo(people.created());
            assertThat(titles).as("and once").hasSameSizeAs(people.created());
        }
    }

    /** The new one is ready before the old one is told to stop, as the chart does it. */
    private void replaceBoth(People people) throws Exception {
        for (ApiProcess old : List.copyOf(running)) {
            ApiProcess fresh = start();
            takeIn(fresh);
            awaitAnswers(fresh);
            URI gone = old.address();
            old.stop();
            assertThat(old.endsWithin(PATIENCE)).isTrue();
            running.remove(old);
            balancer.remove(gone);
            assertThat(people.losses()).as("while %s was replaced", gone).isEmpty();
        }
    }

    private ApiProcess start() throws IOException {
        ApiProcess instance =
                ApiProcess.start("rolling-" + ++started, database, Map.of("DESKLEDGER_STOP_DELAY", DELAY));
        running.add(instance);
        return instance;
    }

    private void takeIn(ApiProcess instance) {
        URI address = instance.address();
        balancer.add(address);
        await().atMost(PATIENCE).until(() -> balancer.isReady(address));
    }

    private void awaitAnswers(ApiProcess instance) {
        URI address = instance.address();
        await().atMost(PATIENCE).until(() -> balancer.answers(address) >= ENOUGH);
    }

    private List<String> titles() throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT title FROM support.tickets")) {
            List<String> titles = new ArrayList<>();
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
            return titles;
        }
    }
}
