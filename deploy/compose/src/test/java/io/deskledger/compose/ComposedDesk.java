package io.deskledger.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Deskledger of its own in containers: other name, other port, other secrets than any other on this machine. */
final class ComposedDesk implements AutoCloseable {

    /** Within which everything has to be up; a machine that is busy with other things may be given more. */
    static final Duration START = Duration.ofSeconds(Integer.getInteger("compose.seconds", 60));

    /** Of the images that this build makes. */
    static final String TAG = "test";

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration LONG = Duration.ofMinutes(15);

    private final Path home;
    private final Path folder;
    private final String name;
    private final Path secrets;
    private final int port;
    private final Shell shell;
    private boolean isUp;

    /** One of the images that this build makes, with these settings beside its own. */
    ComposedDesk(Path folder, Map<String, String> settings) {
        this(
                folder,
                "deskledger-test-" + UUID.randomUUID().toString().substring(0, 8),
                freePort(),
                environment(folder, settings));
    }

    private ComposedDesk(Path folder, String name, int port, Map<String, String> settings) {
        this.home = checkout();
        this.folder = folder;
        this.name = name;
        this.port = port;
        this.secrets = folder.resolve("secrets");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("COMPOSE_PROJECT_NAME", name);
        environment.put("DESKLEDGER_PORT", Integer.toString(port));
        this.shell = new Shell(environment);
    }

    private static Map<String, String> environment(Path folder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DESKLEDGER_ENV_FILE", settings(folder).toString(),
                "DESKLEDGER_TAG", TAG,
                "DESKLEDGER_SMOKE_SECONDS", Long.toString(START.toSeconds()),
                "DESKLEDGER_SECRETS", folder.resolve("secrets").toString(),
                "DESKLEDGER_BACKUPS", folder.resolve("backups").toString()));
        environment.putAll(settings);
        return environment;
    }

    /** The same desk with another setting for what is done from now on. */
    ComposedDesk with(String setting, String value) {
        Map<String, String> environment = new HashMap<>(shell.environment());
        environment.put(setting, value);
        return new ComposedDesk(folder, name, port, environment);
    }

    /** Makes the images of the jars that this build has made: those of the services, or these alone. */
    void makeImages(String... services) {
        String[] command = new String[services.length + 2];
        command[0] = home.resolve("deploy/images/build").toString();
        command[1] = "--jars-are-built";
        System.arraycopy(services, 0, command, 2, services.length);
        shell.run(LONG, command);
    }

    /** Starts it; answers what that printed. */
    String start() {
        String printed = desk(START, "start");
        isUp = true;
        return printed;
    }

    /** Starts it where that has not been done: a test that is run again runs alone. */
    void beUp() {
        if (!isUp) {
            start();
        }
    }

    String desk(Duration patience, String... arguments) {
        return run(patience, "deploy/compose/desk", arguments);
    }

    String run(Duration patience, String script, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = home.resolve(script).toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return shell.run(patience, command);
    }

    /** Signs in, makes a ticket and sees it in audit and reports; answers what that printed. */
    String smoke() {
        return smoke(port);
    }

    /** The same at an instance that listens there. */
    String smoke(int port) {
        return run(LONG, "deploy/compose/smoke", "http://127.0.0.1:" + port);
    }

    String docker(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return shell.run(MINUTE, command).strip();
    }

    String health(String service) {
        return inspect(service, "{{.State.Health.Status}}");
    }

    /** The id of the service's only container, not counting what was started beside it. */
    String container(String service) {
        return docker(
                "ps",
                "-aq",
                "--filter",
                "label=com.docker.compose.project=" + name,
                "--filter",
                "label=com.docker.compose.service=" + service,
                "--filter",
                "label=com.docker.compose.oneoff=False");
    }

    String inspect(String service, String format) {
        return docker("inspect", "-f", format, container(service));
    }

    /**
     * Starts one more of a service, beside the one that there is.
     *
     * @param publish where it listens, as Docker has it; empty: not outside
     * @return its container
     */
    String startBeside(String service, String... publish) {
        List<String> command = new ArrayList<>(List.of("compose", "run", "-d", "--no-deps"));
        for (String port : publish) {
            command.addAll(List.of("-p", port));
        }
        String container = name + "-beside-" + service;
        command.addAll(List.of("--name", container, service));
        desk(MINUTE, command.toArray(String[]::new));
        return container;
    }

    Path secrets() {
        return secrets;
    }

    /** The first column of the query's only row. */
    String sql(String query) {
        return docker("exec", container("postgres"), "psql", "-U", "postgres", "-d", "deskledger", "-AtXc", query);
    }

    /** The API, for its administrator. */
    Api signIn() {
        return signIn(port);
    }

    /** The same, of an instance that listens there. */
    Api signIn(int port) {
        try {
            String password =
                    Files.readString(secrets.resolve("admin-password")).strip();
            return Api.signIn("http://127.0.0.1:" + port + "/api/v1", "admin@example.com", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        desk(LONG, "remove");
        // What containers have written belongs to their users.
        docker(
                "run",
                "--rm",
                "--user=0",
                "--volume=" + folder + ":/folder",
                "--entrypoint=rm",
                "deskledger/setup:" + TAG,
                "-rf",
                "/folder/backups");
    }

    private static Path settings(Path folder) {
        try {
            return Files.writeString(folder.resolve("desk.env"), "# As people write it\nDESKLEDGER_BULK_UNDO=14d\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
