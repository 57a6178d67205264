package io.deskledger.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One Deskledger in containers, from its first start to its end. */
@Tag("compose")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final List<String> OURS = List.of("ticket-api", "audit-consumer", "analytics-worker");
    private static final List<String> ALL =
            List.of("ticket-api", "audit-consumer", "analytics-worker", "postgres", "kafka");

    private ComposedDesk desk;

    @BeforeAll
    void makeImages(@TempDir Path folder) {
        desk = new ComposedDesk(folder, Map.of());
        desk.makeImages();
    }

    @AfterAll
    void remove() {
        desk.close();
    }

    @Test
    @Order(1)
    void comesUpWithOneCommandAndTakesATicketWithinAMinute() {
        assertThat(desk.start()).contains("reached the audit trail and the reports");
        for (String service : OURS) {
            await(service)
                    .atMost(ComposedDesk.START)
                    .until(() -> desk.health(service).equals("healthy"));
        }
    }

    @Test
    @Order(2)
    void runsWithoutRightsOnFilesThatNobodyCanChange() {
        desk.beUp();
        for (String service : OURS) {
            assertThat(
                            desk.inspect(
                                    service,
                                    "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                    .as(service)
                    .isEqualTo("10001:10001 true [ALL] [no-new-privileges:true]");
        }
    }

    @Test
    @Order(2)
    void runsWithTheSettingsOfItsFile() {
        desk.beUp();
        for (String service : OURS) {
            assertThat(desk.inspect(service, "{{json .Config.Env}}"))
                    .as(service)
                    .contains("\"DESKLEDGER_BULK_UNDO=14d\"");
        }
        assertThat(desk.inspect("ticket-api", "{{json .Config.Env}}"))
                .as("profile prod")
                .contains("\"DESKLEDGER_SECURE_COOKIES=true\"");
    }

    @Test
    @Order(2)
    void showsNoSecretInAnImageNorAnEnvironment() throws IOException {
        desk.beUp();
        for (String service : OURS) {
            String image = desk.inspect(service, "{{.Config.Image}}");
            String open = desk.docker("history", "--no-trunc", image) + desk.inspect(service, "{{json .Config}}");
            try (var secrets = Files.list(desk.secrets())) {
                for (Path secret : secrets.toList()) {
                    assertThat(open)
                            .as("%s in %s", secret.getFileName(), service)
                            .doesNotContain(Files.readString(secret).strip());
                }
            }
        }
    }

    @Test
    @Order(3)
    void healsWhenAnyOfItsProcessesIsKilled() {
        desk.beUp();
        for (String service : ALL) {
            String killed = desk.inspect(service, "{{.State.StartedAt}}");
            kill(service);
            await(service)
                    .atMost(ComposedDesk.START)
                    .until(() -> desk.health(service).equals("healthy")
                            && !desk.inspect(service, "{{.State.StartedAt}}").equals(killed));
            assertThat(desk.smoke()).as("after the death of %s", service).contains("reached the audit trail");
        }
        assertThat(desk.desk(ComposedDesk.MINUTE, "verify")).contains("All rows are as they were written");
    }

    @Test
    @Order(4)
    void comesBackToATimeFromItsBackups() {
        desk.beUp();
        Api before = desk.signIn();
        long kept = before.create("Kept in the base backup");
        long file = before.attach(kept, "a file of the customer");
        desk.desk(ComposedDesk.MINUTE, "backup");
        assertThat(desk.desk(ComposedDesk.MINUTE, "backup")).as("the next day").contains("base backup");
        long later = before.create("Kept in the write-ahead log");
        await().atMost(ComposedDesk.START).until(() -> before.isAudited(later) && before.isSettled());
        String then = desk.sql("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        long lost = before.create("Too late");
        String end = desk.sql("SELECT pg_current_wal_lsn()");
        await().atMost(ComposedDesk.START)
                .until(() -> desk.sql("SELECT bool_or(flush_lsn >= '" + end + "') FROM pg_stat_replication")
                        .equals("t"));

        desk.desk(ComposedDesk.LONG, "remove");
        desk.desk(ComposedDesk.LONG, "restore", then);

        assertThat(desk.smoke()).contains("reached the audit trail");
        Api after = desk.signIn();
        assertThat(after.status("/tickets/" + kept)).isEqualTo(200);
        assertThat(after.status("/tickets/" + later)).isEqualTo(200);
        assertThat(after.status("/tickets/" + lost)).isEqualTo(404);
        assertThat(after.content(file)).isEqualTo("a file of the customer");
        await().atMost(ComposedDesk.START).until(after::isSettled);
        assertThat(after.missing()).isZero();
        assertThat(desk.desk(ComposedDesk.MINUTE, "verify")).contains("All rows are as they were written");
        // What was signed before, as far as it is older than that time.
        assertThat(desk.desk(
                        ComposedDesk.MINUTE,
                        "verify",
                        "--checkpoints",
                        "/var/lib/deskledger/checkpoints/before-restore.ndjson",
                        "--until",
                        then))
                .contains("All rows are as they were written");
    }

    /** From outside, as a crash would: what Docker itself is told to kill, it leaves dead. */
    private void kill(String service) {
        desk.docker(
                "run",
                "--rm",
                "--pid=host",
                "--user=0",
                "--entrypoint=bash",
                desk.inspect("postgres", "{{.Config.Image}}"),
                "-c",
                "kill -9 " + desk.inspect(service, "{{.State.Pid}}"));
    }
}
