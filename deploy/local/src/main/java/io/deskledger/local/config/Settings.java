package io.deskledger.local.config;

import io.deskledger.model.settings.BrokerProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the environment asks for.
 *
 * @param home the folder of the checkout, where the built artefacts are
 */
public record Settings(Path home, Path dataDir, Endpoint api, Demo demo, Servers servers) {

    /** Where the API listens. */
    public record Endpoint(String host, int port) {

        /** The address to call from this machine. */
        public String address() {
            boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
            return "http://%s:%d".formatted(everywhere || host.equals("127.0.0.1") ? "localhost" : host, port);
        }
    }

    /** The people and tickets to try things out with. */
    public record Demo(Optional<String> password, int tickets) {}

    /**
     * Servers to use instead of the embedded ones.
     *
     * @param databaseUrl an administrator's JDBC URL
     * @param kafka bootstrap servers
     */
    public record Servers(Optional<String> databaseUrl, Optional<String> kafka) {}

    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_DEMO_TICKETS = 2_000;
    private static final int MOST_DEMO_TICKETS = 5_000_000;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql:.+");
    private static final Pattern SERVERS = Pattern.compile("[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*");

    /** Reads the environment, naming every bad value in one exception. */
    public static Settings from(Map<String, String> environment, Path home, Path workingDir) {
        return from(environment, home, workingDir, List.of());
    }

    /**
     * Reads the environment, naming every bad value in one exception.
     *
     * @param others what others have found to be wrong with it
     */
    public static Settings from(Map<String, String> environment, Path home, Path workingDir, List<String> others) {
        Reader reader = new Reader(environment);
        Path data = reader.text("DESKLEDGER_DATA_DIR")
                .map(dir -> workingDir.resolve(dir).toAbsolutePath().normalize())
                .orElse(home.resolve(".data"));
        Endpoint api = new Endpoint(
                reader.text("DESKLEDGER_HOST").orElse("127.0.0.1"),
                reader.number("DESKLEDGER_PORT", DEFAULT_PORT, 1, 65_535));
        Demo demo = new Demo(
                reader.password(),
                reader.number("DESKLEDGER_DEMO_TICKETS", DEFAULT_DEMO_TICKETS, 0, MOST_DEMO_TICKETS));
        Servers servers = new Servers(
                reader.matching("DESKLEDGER_DB_URL", DATABASE, "a URL like jdbc:postgresql://host/postgres?user=..."),
                reader.matching("DESKLEDGER_KAFKA", SERVERS, "a list like host:9092,other:9092"));
        reader.needing(BrokerProperties.VARIABLE, "DESKLEDGER_KAFKA");
        reader.problems.addAll(others);
        if (!reader.problems.isEmpty()) {
            throw new LauncherException(String.join("\n", reader.problems));
        }
        return new Settings(home, data, api, demo, servers);
    }

    private static final class Reader {

        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        int number(String name, int otherwise, int least, int most) {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(value.get().strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, together with numbers out of range
            }
            problems.add(
                    "%s must be a whole number from %d to %d, but is '%s'.".formatted(name, least, most, value.get()));
            return otherwise;
        }

        Optional<String> password() {
            Optional<String> value = text("DESKLEDGER_DEMO_PASSWORD");
            value.map(String::length)
                    .filter(length -> length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
                    .ifPresent(
                            length -> problems.add("DESKLEDGER_DEMO_PASSWORD must have %d to %d characters, but has %d."
                                    .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD, length)));
            return value;
        }

        /** What is about another variable that is not there would be left out silently. */
        void needing(String name, String other) {
            if (text(name).isPresent() && text(other).isEmpty()) {
                problems.add("%s is about a broker of yours: set %s, too.".formatted(name, other));
            }
        }

        Optional<String> matching(String name, Pattern pattern, String wanted) {
            Optional<String> value = text(name).map(String::strip);
            if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
                problems.add("%s must be %s.".formatted(name, wanted));
            }
            return value;
        }
    }
}
