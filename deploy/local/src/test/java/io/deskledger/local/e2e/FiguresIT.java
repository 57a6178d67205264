package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every report, of a file that was imported, beside the same counted from the lines of the file, in three zones. The
 * file is made up after a help desk's log; {@code -Ddeskledger.figures.file=FILE} takes one of your own, of before last
 * year. Each zone is a start of the whole system, and the events go through a {@link SecuredKafka}: another system for
 * that alone would cost as much as a zone.
 */
class FiguresIT {

    private static final String PASSWORD = "a-password-for-the-test";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> ZONES = List.of("UTC", "Europe/Rome", "Australia/Lord_Howe");

    private final List<FileTicket> tickets = new ArrayList<>();

    @Test
    void everyReportEqualsTheFileInEveryZoneBehindASecuredKafka(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        int port = Ports.free();
        try (SecuredKafka kafka = SecuredKafka.start(folder)) {
            for (String zone : ZONES) {
                RunningLauncher launcher = RunningLauncher.start(data, port, PASSWORD, environment(zone, kafka));
                try {
                    launcher.awaitUp();
                    if (tickets.isEmpty()) {
                        importTickets(launcher, folder);
                    }
                    Desk desk = new Desk(launcher.address()).login("admin@example.com", PASSWORD);
                    check(desk, ZoneId.of(zone));
                    if (zone.equals(ZONES.getLast())) {
                        // One that is in no file, so that no figure is to be right after it.
                        SecuredKafka.follow(desk);
                    }
                    kafka.isUsedAndNotTold(launcher, data);
                } finally {
                    assertThat(launcher.run("stop").code()).isZero();
                    assertThat(launcher.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
    }

    private static Map<String, String> environment(String zone, SecuredKafka kafka) {
        Map<String, String> environment = new HashMap<>(RunningLauncher.UNTRAINED);
        environment.putAll(kafka.environment());
        environment.put("DESKLEDGER_REPORTING_ZONE", zone);
        environment.put("DESKLEDGER_DEMO_TICKETS", "0");
        environment.put("DESKLEDGER_RANKINGS_CRON", "*/3 * * * * *");
        return environment;
    }

    private void importTickets(RunningLauncher launcher, Path folder) throws IOException, InterruptedException {
        String own = System.getProperty("deskledger.figures.file");
        Path file = own == null
                ? Path.of(Objects.requireNonNull(FiguresIT.class.getResource("/help-desk.ndjson"))
                        .getPath())
                : Path.of(own);
        Path recent = HistoryFile.upTo(
                        7, Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS))
                .write(folder.resolve("recent.ndjson"), 250);
        for (Path some : List.of(file, recent)) {
            RunningLauncher.Answer imported = launcher.run("import", some.toString());
            assertThat(imported.output()).contains(" 0 refused");
            tickets.addAll(FileTicket.read(some));
        }
    }

    private void check(Desk desk, ZoneId zone) throws IOException, InterruptedException {
        Instant now = Instant.now();
        await("complete summaries in " + zone).atMost(PATIENCE).until(() -> {
            JsonNode status = desk.get("/reports/status");
            return status.path("zone").asText().equals(zone.getId())
                    && status.path("dirty_days").asInt() == 0
                    && Instant.parse(status.path("watermark").asText("1970-01-01T00:00:00Z"))
                            .isAfter(now);
        });
        long before = FileReports.figures();
        ReportsOfFile reports = new ReportsOfFile(desk, tickets, zone);
        LocalDate first = FileTicket.firstDay(tickets, zone);
        LocalDate last = first.plusDays(3_600);
        reports.areRight(first, last);
        for (int days : new int[] {1, 7, 30, 91, 365}) {
            reports.areRight(first.plusDays(100), first.plusDays(99L + days));
        }
        // Periods that the worker keeps tables of: whichever of them is read, it says what the file says.
        LocalDate yesterday = LocalDate.now(zone).minusDays(1);
        LocalDate sunday = yesterday.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        LocalDate month = LocalDate.now(zone).withDayOfMonth(1).minusMonths(1);
        for (int days : new int[] {1, 7, 30, 90}) {
            reports.areRight(yesterday.minusDays(days - 1L), yesterday);
        }
        reports.areRight(sunday.minusDays(6), sunday);
        reports.areRight(month, month.with(TemporalAdjusters.lastDayOfMonth()));
        System.out.printf(
                "%s: %d figures are what the %d tickets of the file say%n",
                zone, FileReports.figures() - before, tickets.size());
    }
}
