package io.deskledger.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions on one database and one broker, in the order that docs/deploy.md has for upgrades, and back again. */
@Tag("upgrade")
class UpgradeIT {

    private static final int TICKETS = 10;

    /** What is done to each ticket: made, a file, two comments, two other states. */
    private static final int CHANGES = 6;

    @TempDir
    private Path folder;

    private final OlderVersion olderVersion = OlderVersion.named();
    private ComposedDesk older;
    private ComposedDesk newer;

    @BeforeEach
    void makeImages() {
        newer = new ComposedDesk(folder, Map.of());
        newer.makeImages();
        olderVersion.makeImages(folder);
        older = newer.with("DESKLEDGER_TAG", olderVersion.tag());
    }

    @AfterEach
    void remove() {
        newer.close();
    }

    @Test
    void bothWorkSideBySide() {
        older.start();
        newer.desk(ComposedDesk.MINUTE, "compose", "run", "--rm", "--no-deps", "-T", "setup");
        assertThat(older.smoke()).as("the older version on the new schemas").contains("reached the audit trail");

        newer.desk(ComposedDesk.MINUTE, "compose", "up", "-d", "--no-deps", "audit-consumer");
        newer.startBeside("analytics-worker");
        int port = ComposedDesk.freePort();
        String beside = newer.startBeside("ticket-api", "127.0.0.1:" + port + ":8080");
        await().atMost(ComposedDesk.START)
                .until(() -> newer.docker("inspect", "-f", "{{.State.Health.Status}}", beside)
                        .equals("healthy"));

        List<Long> tickets = workOnTheSameTickets(older.signIn(), newer.signIn(port));
        assertThat(older.smoke()).contains("reached the audit trail and the reports");
        assertThat(newer.smoke(port)).contains("reached the audit trail and the reports");
        assertComplete(newer.signIn(port), tickets);

        older.desk(ComposedDesk.MINUTE, "compose", "stop", "ticket-api", "analytics-worker");
        newer.start();
        assertComplete(newer.signIn(), tickets);

        newer.docker("rm", "-f", beside);
        assertThat(older.start()).as("back again").contains("reached the audit trail and the reports");
        assertComplete(older.signIn(), tickets);
        assertThat(newer.desk(ComposedDesk.MINUTE, "verify")).contains("All rows are as they were written");
    }

    /** Each sees at once what the other one did, and the newer one tells all that the older one does. */
    private static List<Long> workOnTheSameTickets(Api old, Api fresh) {
        List<Long> tickets = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            Api first = i % 2 == 0 ? old : fresh;
            Api second = i % 2 == 0 ? fresh : old;
            long ticket = first.create("Seen by both");
            long file = first.attach(ticket, "written by one");
            assertThat(second.content(file)).isEqualTo("written by one");
            second.comment(ticket, "An answer");
            first.move(ticket, "in_progress");
            second.move(ticket, "resolved");
            first.comment(ticket, "Thank you");
            assertTells(old.get("/tickets/" + ticket), fresh.get("/tickets/" + ticket));
            assertThat(first.get("/tickets/" + ticket).path("status").asText()).isEqualTo("resolved");
            assertTells(old.get("/tickets/" + ticket + "/comments"), fresh.get("/tickets/" + ticket + "/comments"));
            tickets.add(ticket);
        }
        return tickets;
    }

    /** Fields may be new; none is missing or different. */
    private static void assertTells(JsonNode old, JsonNode fresh) {
        if (old.isObject()) {
            old.properties().forEach(field -> assertTells(field.getValue(), fresh.path(field.getKey())));
        } else if (old.isArray()) {
            assertThat(fresh).hasSameSizeAs(old);
            for (int i = 0; i < old.size(); i++) {
                assertTells(old.get(i), fresh.path(i));
            }
        } else {
            assertThat(fresh).isEqualTo(old);
        }
    }

    /** Every change is in the audit log, once and in order. */
    private static void assertComplete(Api api, List<Long> tickets) {
        await().atMost(ComposedDesk.START).until(api::isSettled);
        assertThat(api.missing()).isZero();
        for (long ticket : tickets) {
            long last = api.get("/tickets/" + ticket).path("version").asLong();
            assertThat(last).isGreaterThanOrEqualTo(CHANGES);
            List<Long> versions = new ArrayList<>();
            api.get("/tickets/" + ticket + "/audit?order=asc")
                    .path("items")
                    .forEach(entry -> versions.add(entry.path("version").asLong()));
            assertThat(versions)
                    .as("ticket %d", ticket)
                    .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        }
    }
}
