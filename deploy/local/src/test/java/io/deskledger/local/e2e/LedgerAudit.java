package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the audit log of a running system against what its clients were told is done. */
final class LedgerAudit {

    private static final Duration HEALED = Duration.ofMinutes(5);

    private final RunningLauncher launcher;
    private final String password;
    private final Instant since;

    /** @param since before the first change and behind all that others have done */
    LedgerAudit(RunningLauncher launcher, String password, Instant since) {
        this.launcher = launcher;
        this.password = password;
        this.since = since;
    }

    /** Waits until all has arrived that is to come, and answers what the system itself finds missing then. */
    JsonNode awaitSettled() {
        JsonNode[] report = new JsonNode[1];
        await("the log has caught up")
                .atMost(HEALED)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    report[0] = gaps(admin());
                    return report[0].path("settled").asBoolean()
                            && report[0].at("/lag/tickets").asLong() == 0;
                });
        return report[0];
    }

    JsonNode gaps(Desk desk) throws IOException, InterruptedException {
        return desk.get("/audit/gaps?from=" + since);
    }

    Desk admin() throws IOException, InterruptedException {
        return new Desk(launcher.address()).login("admin@example.com", password);
    }

    /** Each acknowledged change is in the log once and in its order, and nothing else is, and the chains prove it. */
    void expectExactly(Map<Long, List<String>> acknowledged) throws IOException, InterruptedException {
        JsonNode gaps = awaitSettled();
        Desk desk = admin();
        Map<Long, List<JsonNode>> trails = trails(desk);
        Map<Long, List<String>> audited = new TreeMap<>();
        trails.forEach((ticket, trail) -> {
            List<String> changes = trail.stream()
                    .filter(LedgerAudit::isOfAgent)
                    .map(LedgerAudit::change)
                    .toList();
            if (!changes.isEmpty()) {
                audited.put(ticket, changes);
            }
        });
        assertThat(audited.keySet()).isEqualTo(acknowledged.keySet());
        Set<String> events = new HashSet<>();
        for (Map.Entry<Long, List<String>> ticket : acknowledged.entrySet()) {
            assertThat(audited.get(ticket.getKey()))
                    .as("ticket %d", ticket.getKey())
                    .isEqualTo(ticket.getValue());
            long version = 0;
            for (JsonNode entry : trails.get(ticket.getKey())) {
                assertThat(entry.path("version").asLong()).as("%s", entry).isEqualTo(++version);
                assertThat(events.add(entry.path("event_id").asText())).isTrue();
            }
        }
        assertThat(written(desk)).isEqualTo(acknowledged.keySet());
        for (String figure : List.of("missing", "duplicate", "out_of_order")) {
            assertThat(gaps.path(figure).asLong(-1))
                    .as("%s in %s", figure, gaps)
                    .isZero();
        }
        assertThat(desk.get("/audit/dead-letters").path("items")).isEmpty();
        JsonNode verified = desk.get("/audit/verify");
        assertThat(verified.path("complete").asBoolean()).as("%s", verified).isTrue();
        assertThat(verified.path("first_broken").isObject()).as("%s", verified).isFalse();
    }

    /** By ticket, its entries in the order in which they stand in their chain. */
    private Map<Long, List<JsonNode>> trails(Desk desk) throws IOException, InterruptedException {
        Map<Long, List<JsonNode>> trails = new TreeMap<>();
        for (JsonNode entry : desk.lines("/audit?entity=tickets&order=asc&from=" + since)) {
            if (entry.path("entity").asText().equals("tickets")) {
                trails.computeIfAbsent(entry.path("entity_id").asLong(), ticket -> new ArrayList<>())
                        .add(entry);
            }
        }
        trails.values()
                .forEach(trail -> trail.sort(
                        Comparator.comparingLong(entry -> entry.path("seq").asLong())));
        return trails;
    }

    /** The service levels of the demo's tickets go on too. */
    private static boolean isOfAgent(JsonNode entry) {
        return entry.at("/actor/role").asText().equals("agent");
    }

    /** What an entry says was done, as its writer noted it. */
    private static String change(JsonNode entry) {
        JsonNode title = entry.at("/changes/title/to");
        return title.isTextual()
                ? title.asText()
                : "+" + entry.at("/changes/comment/to/content").asText();
    }

    /** The tickets that the writers' titles are on, whoever knows of them. */
    private static Set<Long> written(Desk desk) throws IOException, InterruptedException {
        Set<Long> ids = new HashSet<>();
        @Nullable String cursor = "";
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
