package io.deskledger.local.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What the reports have to answer of the tickets of a file and nothing else, figure by figure: counted one by one by
 * docs/metrics.md, with no code of the product.
 */
final class ReportsOfFile {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Desk desk;
    private final List<FileTicket> tickets;
    private final ZoneId zone;

    ReportsOfFile(Desk desk, List<FileTicket> tickets, ZoneId zone) {
        this.desk = desk;
        this.tickets = tickets;
        this.zone = zone;
    }

    void areRight(LocalDate from, LocalDate to) throws IOException, InterruptedException {
        FileReports reports = new FileReports(desk, new FileQuestions(tickets, zone, from, to));
        DashboardOfFile dashboard = new DashboardOfFile(reports);
        dashboard.dashboardIsRight();
        dashboard.categoriesAreRight();
        new CohortsOfFile(reports).areRight();
        new ResponseTimesOfFile(reports).areRight();
        new TrendsOfFile(reports).areRight();
        new AgentsOfFile(reports).areRight();
        // What is overdue is told by a sweep, a little later than the rest.
        PromisesOfFile promises = new PromisesOfFile(reports);
        await("promises").atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(promises::areRight);
        await("overdue").atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(dashboard::overdueIsRight);
    }
}
