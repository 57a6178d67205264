package io.deskledger.audit.command;

import io.deskledger.audit.chain.ChainReport;
import io.deskledger.audit.chain.ChainResult;
import io.deskledger.audit.chain.ChainVerifier;
import io.deskledger.audit.chain.ExportVerifier;
import io.deskledger.audit.chain.Seals;
import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.InclusionProof;
import io.deskledger.model.chain.InclusionProofJson;
import io.deskledger.model.settings.SecretFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/** Says whether a log still is what was written, and which is the first row that is not. */
public final class VerifyCommand {

    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 3;
    private static final int UNTRUSTED = 4;

    private final PrintStream out;
    private final PrintStream err;

    VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        SecretFiles.read(environment).forEach((name, secret) -> environment.put(name, secret.toString()));
        System.exit(new VerifyCommand(System.out, System.err).run(List.of(args), environment));
    }

    /** Answers the exit code. */
    int run(List<String> arguments, Map<String, String> environment) {
        if (arguments.contains("--help")) {
            out.print(VerifyOptions.USAGE);
            return WHOLE;
        }
        VerifyOptions options;
        try {
            options = VerifyOptions.parse(arguments, environment);
        } catch (IllegalArgumentException e) {
            err.println("verify: " + e.getMessage());
            err.print(VerifyOptions.USAGE);
            return WRONG_USAGE;
        }
        if (options.source().isEmpty()) {
            err.print(VerifyOptions.USAGE);
            return WRONG_USAGE;
        }
        try {
            return run(options);
        } catch (IOException | SQLException | IllegalArgumentException e) {
            err.println("It could not be checked: " + e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is, it must not end like a log that was changed.
            err.println("It could not be checked: " + e);
        } catch (InterruptedException e) {
            err.println("Interrupted");
        }
        return FAILED;
    }

    private int run(VerifyOptions options) throws IOException, SQLException, InterruptedException {
        CheckpointKeys keys = keys(options.keys());
        if (options.source().orElseThrow() instanceof VerifyOptions.Source.Proof(Path file)) {
            return print(InclusionProofJson.read(Files.readString(file)), keys);
        }
        try (CheckpointFile file = CheckpointFile.open(options.checkpoints(), options.until())) {
            long begin = System.nanoTime();
            ChainReport report = report(options, new Seals(file, keys));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            print(report, took, options.checkpoints().isEmpty());
            if (file.unreadable() > 0) {
                out.printf("%,d lines of the checkpoints are no checkpoints%n", file.unreadable());
            }
            return code(report);
        }
    }

    private static ChainReport report(VerifyOptions options, Seals seals)
            throws IOException, SQLException, InterruptedException {
        return switch (options.source().orElseThrow()) {
            case VerifyOptions.Source.Database database ->
                new ChainVerifier(connections(database), seals, options.threads()).verify();
            case VerifyOptions.Source.Export(Path file) -> {
                try (BufferedReader export = Files.newBufferedReader(file)) {
                    yield new ExportVerifier(seals).verify(export);
                }
            }
            case VerifyOptions.Source.Proof proof -> throw new IllegalStateException(proof.toString());
        };
    }

    private int print(InclusionProof proof, CheckpointKeys keys) {
        AuditRow row = proof.link().row();
        Checkpoint checkpoint = proof.checkpoint().checkpoint();
        Optional<String> flaw = proof.flaw(keys);
        String event = "event %s (%s of %s/%d by %s)"
                .formatted(row.eventId(), row.action(), row.entity(), row.entityId(), row.actorRole());
        out.println(flaw.map(reason -> "This proves nothing: " + reason)
                .orElse("Proven: %s was row %d of chain %d when %d rows were signed at %s"
                        .formatted(event, row.seq(), row.chain(), checkpoint.size(), checkpoint.at())));
        return flaw.isPresent() ? BROKEN : WHOLE;
    }

    private void print(ChainReport report, Duration took, boolean unsealed) {
        for (ChainResult chain : report.chains()) {
            out.printf(
                    "chain %2d  %,12d rows  %,12d sealed by %,d checkpoints  head %s%n",
                    chain.chain(), chain.rows(), chain.sealed(), chain.checkpoints(), chain.head());
        }
        double seconds = Math.max(took.toMillis(), 1) / 1_000.0;
        out.printf(
                "%,d rows in %.1f s (%,.0f a second); %,d sealed, %,d without data%n",
                report.rows(), seconds, report.rows() / seconds, report.sealed(), report.erased());
        if (unsealed) {
            out.println("No checkpoints were given: a chain that was computed anew would not be noticed");
        } else if (report.sealed() < report.rows()) {
            out.printf(
                    "%,d rows are behind the last checkpoint: among those, a chain that was computed anew would not be noticed%n",
                    report.rows() - report.sealed());
        }
        if (report.untrusted() > 0) {
            out.printf("%,d checkpoints are not signed by a given key%n", report.untrusted());
        }
        for (ChainBreak broken : report.breaks()) {
            out.printf("BROKEN: chain %d, row %d: %s%n", broken.chain(), broken.seq(), broken.reason());
        }
        out.println(report.isIntact() ? "All rows are as they were written" : "The log was changed");
    }

    private static int code(ChainReport report) {
        if (!report.isIntact()) {
            return BROKEN;
        }
        return report.untrusted() > 0 ? UNTRUSTED : WHOLE;
    }

    private static CheckpointKeys keys(List<Path> files) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.addAll(CheckpointPem.publicKeys(Files.readString(file)));
        }
        return new CheckpointKeys(keys);
    }

    private static PGSimpleDataSource connections(VerifyOptions.Source.Database database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        // Binary from the first execution on: numbers, times and hashes need no parsing then.
        source.setPrepareThreshold(-1);
        source.setReadOnly(true);
        return source;
    }
}
