package io.deskledger.audit.command;

import java.io.File;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be verified, and by what.
 *
 * @param until checkpoints made later are left out: an export may be older than the file
 */
record VerifyOptions(Optional<Source> source, List<File> checkpoints, List<Path> keys, Instant until, int threads) {

    /** Where the rows, or the proof of one of them, come from. */
    sealed interface Source {

        record Database(String url, String user, String password) implements Source {}

        record Export(Path file) implements Source {}

        record Proof(Path file) implements Source {}
    }

    static final String USAGE = """
            Usage: verify [--url JDBC-URL [--user USER] | --export FILE | --proof FILE]
                          [--checkpoints FILE]... [--key FILE]... [--until TIME] [--threads N]

              --url          the database that holds the log; the password is taken from DESKLEDGER_DB_PASSWORD
              --user         who reads it (deskledger_audit)
              --export       an export of the log: one row a line as row_to_json writes it; "-" reads standard input
              --proof        the answer of GET /api/v1/audit/{event}/proof: that one entry was in the log
              --checkpoints  a file of checkpoints; several are taken together
              --key          the public key that signed them, in PEM; several after a change of keys
              --until        leave out checkpoints made later, for an export that is older than the file
              --threads      how many chains are walked at once (one for each processor)

            Exit code: 0 all is as it was written, 1 something is not (the first bad row of each chain is named),
            2 wrong usage, 3 it could not be checked, 4 the rows fit, but checkpoints have no signature by the keys.
            """;

    private static final String DEFAULT_USER = "deskledger_audit";
    private static final String STANDARD_INPUT = "/dev/stdin";

    /**
     * @param environment for what is not given: DESKLEDGER_DB_URL, _USER and _PASSWORD, and the checkpoint file
     * @throws IllegalArgumentException where the arguments make no sense; the message says why
     */
    static VerifyOptions parse(List<String> arguments, Map<String, String> environment) {
        Draft draft = new Draft(environment);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!name.startsWith("--") || !rest.hasNext()) {
                throw new IllegalArgumentException("what is '" + name + "' for?");
            }
            draft.take(name, rest.next());
        }
        return draft.options();
    }

    private static final class Draft {

        private final Map<String, String> environment;
        private final List<Source> sources = new ArrayList<>();
        private final List<File> checkpoints = new ArrayList<>();
        private final List<Path> keys = new ArrayList<>();
        private String user;
        private Optional<String> url = Optional.empty();
        private Instant until = Instant.MAX;
        private int threads = Runtime.getRuntime().availableProcessors();

        Draft(Map<String, String> environment) {
            this.environment = environment;
            this.user = environment.getOrDefault("DESKLEDGER_DB_USER", DEFAULT_USER);
        }

        void take(String name, String value) {
            switch (name) {
                case "--url" -> url = Optional.of(value);
                case "--user" -> user = value;
                case "--export" -> sources.add(new Source.Export(Path.of(value.equals("-") ? STANDARD_INPUT : value)));
                case "--proof" -> sources.add(new Source.Proof(Path.of(value)));
                case "--checkpoints" -> checkpoints.add(new File(value));
                case "--key" -> keys.add(Path.of(value));
                case "--until" -> until = time(value);
                case "--threads" -> threads = number(value);
                default -> throw new IllegalArgumentException("there is no option '" + name + "'");
            }
        }

        VerifyOptions options() {
            url.ifPresent(given -> sources.add(database(given)));
            if (sources.size() > 1) {
                throw new IllegalArgumentException("one of --url, --export and --proof, please");
            }
            Optional<Source> source = sources.stream()
                    .findFirst()
                    .or(() -> Optional.ofNullable(environment.get("DESKLEDGER_DB_URL"))
                            .map(this::database));
            if (checkpoints.isEmpty()) {
                files("DESKLEDGER_AUDIT_CHECKPOINT_FILE").map(File::new).forEach(checkpoints::add);
            }
            if (keys.isEmpty()) {
                files("DESKLEDGER_AUDIT_CHECKPOINT_PUBLIC_KEY_FILE")
                        .map(Path::of)
                        .forEach(keys::add);
            }
            boolean proof = source.isPresent() && source.get() instanceof Source.Proof;
            if (keys.isEmpty() && (proof || !checkpoints.isEmpty())) {
                throw new IllegalArgumentException("checkpoints are worth nothing without --key");
            }
            return new VerifyOptions(source, checkpoints, keys, until, threads);
        }

        /** The services take several there too, with commas between them. */
        private Stream<String> files(String variable) {
            return Arrays.stream(environment.getOrDefault(variable, "").split(",", -1))
                    .map(String::strip)
                    .filter(file -> !file.isEmpty());
        }

        private Source database(String given) {
            return new Source.Database(given, user, environment.getOrDefault("DESKLEDGER_DB_PASSWORD", ""));
        }

        private static Instant time(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("--until takes a time like 2026-03-01T10:15:30Z", e);
            }
        }

        private static int number(String value) {
            if (!value.matches("[1-9]\\d?")) {
                throw new IllegalArgumentException("--threads takes a number from 1 to 99");
            }
            return Integer.parseInt(value);
        }
    }
}
