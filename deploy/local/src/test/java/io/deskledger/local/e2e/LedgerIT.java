package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients write and note what is acknowledged, while every part is killed and frozen at random. In the end each
 * acknowledged change is in the audit log once and in its order, and the log holds nothing else of their tickets.
 *
 * <p>{@code -Pledger} runs it; {@code -Ddeskledger.ledger.kills=300} goes on for longer, and
 * {@code -Ddeskledger.ledger.seed=N} repeats a run's choices.
 */
@Tag("ledger")
class LedgerIT {

    private static final String PASSWORD = "a-password-for-the-ledger";
    private static final int WRITERS = 4;
    private static final Duration HEALED = Duration.ofMinutes(5);

    @Test
    void whatIsAcknowledgedIsAuditedOnceAndInOrderWhateverIsKilled(@TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("deskledger.ledger.kills", 60);
        long seed = Long.getLong(
                "deskledger.ledger.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.printf("seed %d, %d kills%n", seed, kills);
        int port = Ports.free();
        RunningLauncher launcher =
                RunningLauncher.start(folder.resolve("data"), port, PASSWORD).awaitUp();
        try {
            List<LedgerWriter> writers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Desk desk = new Desk(launcher.address()).login("agent@example.com", PASSWORD);
                writers.add(new LedgerWriter(desk, "writer " + i, PASSWORD, seed + i));
                threads.add(Thread.ofPlatform().start(writers.getLast()));
            }
            Saboteur saboteur = new Saboteur(
                    launcher,
                    seed,
                    () -> writers.stream().mapToLong(LedgerWriter::done).sum());
            saboteur.kill(kills);
            writers.forEach(LedgerWriter::end);
            for (Thread thread : threads) {
                thread.join();
            }
            writers.forEach(LedgerWriter::expectNoFailure);
            Map<Long, List<String>> acknowledged = new TreeMap<>();
            writers.forEach(writer -> acknowledged.putAll(writer.acknowledged()));
            System.out.printf(
                    "%d changes of %d tickets acknowledged, %d sent again; %s%n",
                    acknowledged.values().stream().mapToInt(List::size).sum(),
                    acknowledged.size(),
                    writers.stream().mapToInt(LedgerWriter::retries).sum(),
                    saboteur);
            compare(launcher, acknowledged);
        } finally {
            launcher.destroy();
        }
    }

    private static void compare(RunningLauncher launcher, Map<Long, List<String>> acknowledged) throws Exception {
        Desk[] desk = new Desk[1];
        await("the API is back")
                .atMost(HEALED)
                .ignoreExceptions()
                .until(() -> (desk[0] = new Desk(launcher.address()).login("admin@example.com", PASSWORD)) != null);
        assertThat(acknowledged).hasSizeGreaterThan(50);
        Set<String> events = new HashSet<>();
        for (Map.Entry<Long, List<String>> ticket : acknowledged.entrySet()) {
            List<String> expected = ticket.getValue();
            await("audit of ticket " + ticket.getKey())
                    .atMost(HEALED)
                    .ignoreExceptions()
                    .until(() -> trail(desk[0], ticket.getKey()).size() >= expected.size());
            List<JsonNode> trail = trail(desk[0], ticket.getKey());
            assertThat(trail.stream().map(LedgerIT::change))
                    .as("ticket %d", ticket.getKey())
                    .isEqualTo(expected);
            for (int i = 0; i < trail.size(); i++) {
                assertThat(trail.get(i).path("version").asLong()).isEqualTo(i + 1L);
                assertThat(events.add(trail.get(i).path("event_id").asText())).isTrue();
            }
        }
        assertThat(written(desk[0])).isEqualTo(acknowledged.keySet());
        JsonNode verified = desk[0].get("/audit/verify");
        assertThat(verified.path("complete").asBoolean()).as("%s", verified).isTrue();
        assertThat(verified.path("first_broken").isObject()).as("%s", verified).isFalse();
    }

    /** What an entry says was done, as its writer noted it. */
    private static String change(JsonNode entry) {
        JsonNode title = entry.at("/changes/title/to");
        return title.isTextual()
                ? title.asText()
                : "+" + entry.at("/changes/comment/to/content").asText();
    }

    /** The entries of a ticket in the order of the log. */
    private static List<JsonNode> trail(Desk desk, long id) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        desk.get("/audit?entity=tickets&order=asc&limit=200&entity_id=" + id)
                .path("items")
                .forEach(entries::add);
        return entries;
    }

    /** The tickets that the writers' titles are on, whoever knows of them. */
    private static Set<Long> written(Desk desk) throws IOException, InterruptedException {
        Set<Long> ids = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = desk.get("/tickets?limit=200&q=%22writer%20%22" + cursor);
            page.path("items").forEach(ticket -> ids.add(ticket.path("id").asLong()));
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : null;
        }
        return ids;
    }
}
