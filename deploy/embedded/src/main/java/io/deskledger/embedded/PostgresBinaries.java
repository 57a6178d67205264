package io.deskledger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL's own programs, unpacked once per user and machine. */
final class PostgresBinaries {

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    private final Path home;
    private final List<String> prefix;

    private PostgresBinaries(Path home, List<String> prefix) {
        this.home = home;
        this.prefix = prefix;
    }

    static PostgresBinaries unpacked() {
        String archive = "/postgres-" + platform() + ".txz";
        try (InputStream content = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (content == null) {
                throw new EmbeddedServerException("No embedded PostgreSQL for this platform: " + archive
                        + " is not on the class path; give a server with DESKLEDGER_DB_URL");
            }
            return new PostgresBinaries(PostgresArchive.unpack(content.readAllBytes()), runnableAsRoot());
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL's programs could not be unpacked: " + e, e);
        }
    }

    /** Runs one of PostgreSQL's programs to its end. */
    CommandResult run(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return CommandResult.of(command);
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "darwin" : system;
        String arch = System.getProperty("os.arch");
        return name + "-" + ARCHITECTURES.getOrDefault(arch, arch);
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own it sees another user and owns the same files.
     */
    private static List<String> runnableAsRoot() throws IOException {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self) || !Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))) {
            return List.of();
        }
        CommandResult trial = CommandResult.of(List.of("unshare", "--user", "true"));
        if (!trial.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL does not run as root, and a user namespace is refused here ("
                    + trial.output() + "); run as another user or give a server with DESKLEDGER_DB_URL");
        }
        return List.of("unshare", "--user");
    }
}
