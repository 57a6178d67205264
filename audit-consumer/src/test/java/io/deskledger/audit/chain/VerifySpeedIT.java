package io.deskledger.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.audit.checkpoint.SealedDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.AuditRow;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** How fast a large log is verified; the rates are printed, and judged by whoever runs it on a quiet machine. */
class VerifySpeedIT {

    private static final int ROWS = Integer.getInteger("deskledger.test.audit-rows", 20_000);

    @TempDir
    private Path folder;

    @Test
    void aLargeLogIsVerified() throws SQLException, IOException, InterruptedException {
        try (SealedDesk sealed = new SealedDesk(folder)) {
            sealed.startConsumer("one");
            sealed.desk.send(Events.tickets(10, 5));
            sealed.desk.awaitAudited(50);
            sealed.desk.stopConsumers();
            sealed.desk.execute(DatabaseRole.OWNER, "DELETE FROM audit.checkpoints; DELETE FROM audit.chain_trees");
            Files.write(sealed.file("one"), new byte[0]);
            try (Connection owner = sealed.desk.database.connect(DatabaseRole.OWNER)) {
                grow(owner);
            }
            sealed.startConsumer("one");
            sealed.awaitSealed("one");
            sealed.desk.stopConsumers();

            PGSimpleDataSource source = (PGSimpleDataSource) sealed.desk.auditor();
            source.setPrepareThreshold(-1);
            for (int threads = 1; threads <= 2; threads++) {
                ChainVerifier verifier = new ChainVerifier(source, sealed.seals("one"), threads);
                report("table, threads: " + threads, verifier::verify);
            }
            Path export = export(source);
            try (BufferedReader lines = Files.newBufferedReader(export)) {
                ExportVerifier verifier = new ExportVerifier(sealed.seals("one"));
                report("export of %,d bytes".formatted(Files.size(export)), () -> verifier.verify(lines));
            }
        }
    }

    /** Writes the few rows that there are again and again, as other events, behind one another. */
    private static void grow(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        for (int chain : LogRows.chains(owner)) {
            Forger forger = new Forger(owner, chain);
            List<AuditRow> few = forger.rows();
            List<AuditRow> many = new ArrayList<>();
            while (many.size() < ROWS / 4) {
                AuditRow row = few.get(many.size() % few.size());
                many.add(Forger.other(row));
            }
            forger.write(many);
        }
        owner.commit();
    }

    private Path export(PGSimpleDataSource source) throws SQLException, IOException {
        Path file = folder.resolve("export.ndjson");
        try (Connection connection = source.getConnection();
                BufferedWriter out = Files.newBufferedWriter(file)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(2_000);
                try (ResultSet rows =
                        statement.executeQuery("SELECT row_to_json(l)::text FROM audit.log l ORDER BY chain, seq")) {
                    while (rows.next()) {
                        out.write(rows.getString(1));
                        out.newLine();
                    }
                }
            }
        }
        return file;
    }

    private static void report(String what, Check check) throws SQLException, IOException, InterruptedException {
        Duration used = processorTime();
        long began = System.nanoTime();
        ChainReport report = check.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        double processor = processorTime().minus(used).toMillis() / 1e3;
        System.out.printf(
                "Verified %,d rows of the %s in %.2f s: %,.0f a second; %.2f s of a processor here: %,.0f a second%n",
                report.rows(), what, seconds, report.rows() / seconds, processor, report.rows() / processor);
        assertThat(report.isIntact()).isTrue();
        assertThat(report.sealed()).isEqualTo(report.rows());
        assertThat(report.rows()).isGreaterThanOrEqualTo(ROWS);
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @FunctionalInterface
    private interface Check {
        ChainReport run() throws SQLException, IOException, InterruptedException;
    }
}
