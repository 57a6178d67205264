package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/operations.md against what this service exposes, both ways; and who may read it. */
class MetricsIT {

    /** What is the framework's is documented as far as it is used; what is ours, without exception. */
    private static final Pattern OURS = Pattern.compile("(deskledger|outbox|webhooks)_.*");

    private static final Pattern EXPOSED = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| (?:all|ticket-api) \\|", Pattern.MULTILINE);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "a-token-of-a-collector";

    private static ApiServer api;

    @BeforeAll
    static void startWithATokenAndNobodyWhoSweeps() {
        api = ApiServer.start(
                ApiServer.newDesk(),
                Map.of(
                        "DESKLEDGER_METRICS_TOKEN", TOKEN,
                        "DESKLEDGER_SLA_SWEEP", false,
                        "deskledger.relay.enabled", false));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void areThoseOfTheTable() {
        // Answers are counted once there was one, a moment behind it.
        api.admin().get("/tickets").expect(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertDocumented(scrape()));
    }

    @Test
    void theTokenIsGoodForMetricsAndNothingElse() {
        ApiClient collector = api.anonymous().withToken(TOKEN);
        assertThat(collector.getOutside("/prometheus").status()).isEqualTo(200);
        collector.get("/tickets").expect(401);
        collector.get("/me").expect(401);
        assertThat(collector.withToken(TOKEN + "r").getOutside("/prometheus").status())
                .isEqualTo(401);
    }

    @Test
    void routesAreTemplatesAndHaveBuckets() {
        long id = api.admin().post("/tickets", Desk.ticket()).expect(201).id();
        api.admin().get("/tickets/" + id).expect(200);
        api.admin().get("/tickets/987654321").expect(404);
        api.admin().getOutside("/no/such/route/13579");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scrape()).contains("status=\"404\",uri=\"NOT_FOUND\""));
        assertThat(scrape())
                .contains("uri=\"/api/v1/tickets/{id}\",le=\"0.05\"")
                .doesNotContain("987654321")
                .doesNotContain("13579")
                .doesNotContain("uri=\"/api/v1/tickets/" + id + "\"");
    }

    @Test
    void tellHowLateTheSweepOfServiceLevelsIs() {
        long id = api.admin().post("/tickets", Desk.ticket()).expect(201).id();
        api.execute("UPDATE ticket_sla SET next_at = now() - interval '500 seconds' WHERE ticket_id = " + id);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(value("deskledger_sla_sweep_delay_seconds")).isBetween(500.0, 700.0));
    }

    /** As a backup does whose reader has gone: the slot stays, and the log with it. */
    @Test
    void tellOfABackupThatNobodyReads() throws SQLException {
        await().atMost(PATIENCE).untilAsserted(() -> assertSlots(0, 0));
        administrator("SELECT pg_create_physical_replication_slot('metrics_it', true)");
        try {
            administrator("SELECT pg_logical_emit_message(false, 'metrics_it', repeat('x', 2000000))");
            await().atMost(PATIENCE).untilAsserted(() -> assertSlots(1, 2_000_000));
        } finally {
            administrator("SELECT pg_drop_replication_slot('metrics_it')");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertSlots(0, 0));
    }

    private static void assertSlots(int unread, double held) {
        assertThat(value("deskledger_database_slots_unread")).isEqualTo(unread);
        if (held == 0) {
            assertThat(value("deskledger_database_slots_held_bytes")).isZero();
        } else {
            assertThat(value("deskledger_database_slots_held_bytes")).isGreaterThan(held);
        }
    }

    private static void administrator(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServers.adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** NaN where it is not there yet: what is looked up now and then is there with the first look. */
    private static double value(String metric) {
        return scrape().lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String scrape() {
        Answer answer = api.anonymous().withToken(TOKEN).getOutside("/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    private static void assertDocumented(String exposition) throws IOException {
        Set<String> exposed = names(EXPOSED, exposition);
        Set<String> documented = names(DOCUMENTED, Files.readString(Path.of("../docs/operations.md")));
        assertThat(exposed).containsAll(documented);
        assertThat(exposed)
                .filteredOn(name -> OURS.matcher(name).matches())
                .allSatisfy(name -> assertThat(documented).contains(name.replaceFirst("_max$", "")));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
