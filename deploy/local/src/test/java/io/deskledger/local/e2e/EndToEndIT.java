package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.embedded.SpanCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Starts what ships, as it ships, and follows tickets through all of it; one life of an installation, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {

    private static final String PASSWORD = "a-password-for-the-test";
    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> PARTS =
            List.of("ticket-api", "audit-consumer", "analytics-worker", "kafka", "postgres");

    private Path folder = Path.of("");
    private Path data = Path.of("");
    private int port;
    private RunningLauncher launcher;
    private SpanCollector collector;
    private Desk desk;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        data = folder.resolve("data of one");
        port = Ports.free();
        collector = SpanCollector.start();
        Map<String, String> environment = new HashMap<>(RunningLauncher.SHORT_LIVED);
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "500");
        launcher = RunningLauncher.start(data, port, PASSWORD, environment).awaitUp();
        desk = new Desk(launcher.address()).login("agent@example.com", PASSWORD);
    }

    @AfterAll
    void stop() {
        if (launcher != null && launcher.process().isAlive()) {
            launcher.destroy();
        }
        if (collector != null) {
            collector.close();
        }
    }

    @Test
    @Order(1)
    void aTicketReachesTheAuditLogAndTheTrends() throws Exception {
        LocalDate today = LocalDate.now(ZONE);
        long before = createdOn(today);
        long began = System.nanoTime();

        long id = desk.createTicket("The hall is dark");
        desk.patchTicket(id, Desk.object().put("status", "in_progress"));

        await("audit entries")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> versions(id).size() == 2);
        report("in the audit log", began);
        await("trends").atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> createdOn(today) > before);
        report("in the trends", began);
        assertThat(versions(id)).containsExactly(1L, 2L);
    }

    @Test
    @Order(1)
    void oneTraceGoesFromTheRequestToTheAuditRowAndTheReports() {
        String trace = "5b8efff798038103d269b633813fc60c";

        // An exporter drops what it can't send in time: a span is no record. So one of several tickets will do.
        await("spans of one trace in every service")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    desk.createTicket("The hall is traced", "00-" + trace + "-eee19b7ec3c1b174-01");
                    return collector.has("ticket-api", trace, "POST /api/v1/tickets")
                            && collector.has("ticket-api", trace, "deskledger.changes publish")
                            && collector.has("audit-consumer", trace, "deskledger.changes process")
                            && collector.has("analytics-worker", trace, "deskledger.changes process");
                });
    }

    @Test
    @Order(2)
    void aFileIsImportedWithItsBadLinesNamed() throws Exception {
        Path file = folder.resolve("some tickets.ndjson");
        Files.writeString(file, """
                {"source": "test", "external_id": "1", "title": "Printer on fire", "description": "Smoke everywhere.", "created_at": "2025-02-03T04:05:06Z", "creator": {"email": "x@example.com", "full_name": "X"}, "history": []}
                {"source": "test", "external_id": "2", "title":
                """);

        RunningLauncher.Answer first = launcher.run("import", file.toString());
        RunningLauncher.Answer second = launcher.run("import", file.toString());

        assertThat(first.code()).as(first.output()).isEqualTo(4);
        assertThat(first.output()).contains("1 imported, 0 skipped, 1 refused", "line 2:");
        assertThat(second.output()).contains("0 imported, 1 skipped, 1 refused");
        assertThat(launcher.run("import", "nowhere.gz").code()).isEqualTo(1);
    }

    /** In other zones, and of other files: {@link FiguresIT}. */
    @Test
    @Order(3)
    void theReportsOfAnImportedFileEqualTheFile() throws Exception {
        Path file = new HistoryFile(42).write(folder.resolve("history.ndjson"), 900);
        List<FileTicket> history = FileTicket.read(file);
        LocalDate first = FileTicket.firstDay(history, ZONE);
        LocalDate last = first.plusDays(1_000);
        ReportsOfFile reports = new ReportsOfFile(desk, history, ZONE);

        RunningLauncher.Answer imported = launcher.run("import", file.toString());

        assertThat(imported.code()).as(imported.output()).isZero();
        assertThat(imported.output()).contains(" 0 refused");
        awaitComplete();
        reports.areRight(first, last);

        RunningLauncher.Answer proof = launcher.run("reconcile", "--from", first.toString(), "--to", last.toString());
        assertThat(proof.output()).contains(" 0 figures are not what the tickets say");
        RunningLauncher.Answer again = launcher.run("backfill", "--from", first.toString(), "--to", last.toString());
        assertThat(again.output()).contains("days are to be computed", "Done after");
        reports.areRight(first, last);
    }

    @Test
    @Order(4)
    void nothingAcknowledgedIsLostWhateverIsKilled() throws Exception {
        TicketWriter writer = new TicketWriter(desk);
        Map<Long, Integer> acknowledged = writer.acknowledged();
        try {
            for (String part : PARTS) {
                awaitMore(acknowledged);
                kill(part);
                awaitMore(acknowledged);
            }
        } finally {
            writer.stop();
        }
        assertThat(acknowledged).hasSizeGreaterThan(50);
        System.out.printf("%d tickets were acknowledged while five parts were killed%n", acknowledged.size());
        for (Map.Entry<Long, Integer> ticket : acknowledged.entrySet()) {
            assertThat(desk.get("/tickets/" + ticket.getKey()).path("id").asLong())
                    .isEqualTo(ticket.getKey());
            await("audit of " + ticket)
                    .atMost(SOON)
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(versions(ticket.getKey())).hasSizeGreaterThanOrEqualTo(ticket.getValue()));
            assertThat(versions(ticket.getKey())).isIn(List.of(1L), List.of(1L, 2L));
        }
    }

    @Test
    @Order(5)
    void aSecondStartOnTheSameFolderIsRefused() throws Exception {
        RunningLauncher.Answer answer = launcher.run("start");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.output().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("already running", launcher.address());
        assertThat(launcher.run("status").code()).isZero();
    }

    @Test
    @Order(6)
    void theAuditLogIsWholeAndCompleteAfterAllThat() throws Exception {
        RunningLauncher.Answer verified = launcher.run("verify");
        assertThat(verified.output()).contains("All rows are as they were written");
        assertThat(verified.code()).isZero();
        RunningLauncher.Answer gaps = launcher.run("gaps");
        assertThat(gaps.output()).containsPattern("missing +0\\b").containsPattern("out_of_order +0\\b");
        assertThat(gaps.code()).isZero();
    }

    @Test
    @Order(7)
    void whatWasWrittenSurvivesStopAndStart() throws Exception {
        long id = desk.createTicket("Remember me");
        await("what makes later starts faster").atMost(Duration.ofMinutes(3)).until(RunningLauncher::startsAreEased);
        assertThat(launcher.run("stop").code()).isZero();
        assertThat(launcher.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.process().exitValue()).isZero();
        assertThat(launcher.run("status").code()).isEqualTo(3);
        assertThat(launcher.run("stop").code()).isZero();

        long began = System.nanoTime();
        launcher = RunningLauncher.start(data, port, PASSWORD).awaitUp();
        report("up again", began);
        assertThat(launcher.process("ticket-api")
                        .flatMap(process -> process.info().arguments())
                        .orElseThrow())
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));

        assertThat(launcher.output()).doesNotContain("demo tickets");
        desk = new Desk(launcher.address()).login("agent@example.com", PASSWORD);
        assertThat(desk.get("/tickets/" + id).path("title").asText()).isEqualTo("Remember me");
        await("audit entry").atMost(SOON).until(() -> versions(id).equals(List.of(1L)));
    }

    @Test
    @Order(8)
    void aLauncherThatWasKilledIsToldFromOneThatNeverRan() throws Exception {
        launcher.process().destroyForcibly();
        assertThat(launcher.process().waitFor(10, TimeUnit.SECONDS)).isTrue();

        RunningLauncher.Answer status = launcher.run("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.output()).contains("is gone", "ticket-api", "postgres");
        assertThat(launcher.run("stop").code()).isZero();
        assertThat(launcher.run("status").output()).contains("not running");
    }

    private void kill(String part) throws IOException {
        long pid = launcher.pid(part);
        long began = System.nanoTime();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);
        await(part + " is ready again")
                .atMost(Duration.ofSeconds(90))
                .until(() -> launcher.pid(part) != pid
                        && launcher.output().lines().anyMatch(line -> line.startsWith(part + " is back")));
        report(part + " is back", began);
    }

    private static void awaitMore(Map<Long, Integer> acknowledged) {
        int before = acknowledged.size();
        await("tickets go on").atMost(SOON).until(() -> acknowledged.size() >= before + 5);
    }

    /** The versions of a ticket in the audit log, as often as each is there. */
    private List<Long> versions(long id) throws IOException, InterruptedException {
        List<Long> versions = new ArrayList<>();
        Set<String> events = new HashSet<>();
        for (JsonNode entry : desk.get("/tickets/" + id + "/audit").path("items")) {
            versions.add(entry.path("version").asLong());
            assertThat(events.add(entry.path("event_id").asText())).isTrue();
        }
        return versions.stream().sorted().toList();
    }

    private long createdOn(LocalDate day) throws IOException, InterruptedException {
        JsonNode items = desk.get("/reports/trends?interval=day&from=%s&to=%s".formatted(day, day))
                .path("items");
        return items.isEmpty() ? 0 : items.get(0).path("created").asLong();
    }

    /** Until the summaries hold all that was written so far. */
    private void awaitComplete() {
        Instant now = Instant.now();
        await("complete summaries").atMost(Duration.ofMinutes(5)).until(() -> {
            JsonNode status = desk.get("/reports/status");
            return status.path("dirty_days").asInt() == 0
                    && Instant.parse(status.path("watermark").asText("1970-01-01T00:00:00Z"))
                            .isAfter(now);
        });
    }

    private static void report(String what, long began) {
        System.out.printf("%s after %,d ms%n", what, (System.nanoTime() - began) / 1_000_000);
    }
}
