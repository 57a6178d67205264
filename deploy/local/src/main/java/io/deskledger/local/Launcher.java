package io.deskledger.local;

import io.deskledger.embedded.EmbeddedServerException;
import io.deskledger.local.command.DaysCommand;
import io.deskledger.local.command.DeadLettersCommand;
import io.deskledger.local.command.GapsCommand;
import io.deskledger.local.command.ImportCommand;
import io.deskledger.local.command.LogsCommand;
import io.deskledger.local.command.StartCommand;
import io.deskledger.local.command.StatusCommand;
import io.deskledger.local.command.StopCommand;
import io.deskledger.local.command.VerifyCommand;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Settings;
import io.deskledger.local.stack.ServiceSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Runs one command of {@code ./deskledger}. */
public final class Launcher {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            Usage: ./deskledger [command]

              start          start everything and stay with it (the same as no command)
              stop           stop it, from any terminal
              status         one line per process; exit code 0 all ready, 1 not all, 3 not running
              logs [name] [-f]   the end of the logs; -f goes on
              import FILE    import tickets (newline-delimited JSON, gzip allowed) into the running system;
                             exit code 4 if lines were refused
              dead-letters   list what could not be audited, and why
              replay ID...   put dead letters back to be audited
              backfill --from DAY --to DAY   have those days of the reports computed again, by all workers
              backfill       watch what is left of that
              reconcile --from DAY --to DAY [--repair]   hold those days against the tickets
              verify [...]   hold the audit log against its checkpoints; "verify --help" tells the options
              gaps [FROM [TO]]   count changes, events and audit rows of a time range, and what is missing;
                             times like 2026-03-01T00:00:00Z
              help           this page

            Environment:
              DESKLEDGER_PORT            port of the API (8080)
              DESKLEDGER_HOST            address of the API (127.0.0.1; 0.0.0.0 serves other machines)
              DESKLEDGER_DATA_DIR        where data, logs and secrets are kept (.data)
              DESKLEDGER_DEMO_PASSWORD   password of the demo logins (else made up and shown)
              DESKLEDGER_DEMO_TICKETS    how many demo tickets (2000; 0 for an empty desk)
              DESKLEDGER_DB_URL          administrator's JDBC URL of a PostgreSQL 17 or later to use instead
              DESKLEDGER_KAFKA           bootstrap servers of a Kafka to use instead
              DESKLEDGER_KAFKA_PROPERTIES_FILE   how to connect to it and sign in (security.*, sasl.*, ssl.*)
            """;

    private Launcher() {}

    public static void main(String[] args) {
        int code;
        try {
            code = run(Command.parse(List.of(args)), System.getenv());
        } catch (LauncherException | EmbeddedServerException e) {
            System.err.println(e.getMessage());
            code = FAILED;
        } catch (ConnectException e) {
            System.err.println("Deskledger does not answer; see ./deskledger status");
            code = FAILED;
        } catch (IOException e) {
            System.err.println("Failed: " + e);
            code = FAILED;
        } catch (InterruptedException e) {
            code = FAILED;
        }
        System.exit(code);
    }

    private static int run(Command command, Map<String, String> environment) throws IOException, InterruptedException {
        if (command instanceof Command.Help(var reason)) {
            if (reason.isPresent()) {
                System.err.println("./deskledger: " + reason.orElseThrow() + " (./deskledger help tells all commands)");
                return WRONG_USAGE;
            }
            System.out.print(USAGE);
            return 0;
        }
        Path workingDir = Path.of("").toAbsolutePath();
        Path home = Path.of(System.getProperty("deskledger.home", workingDir.toString()));
        List<String> handedOn =
                command instanceof Command.Start ? ServiceSettings.mistakes(home, environment) : List.of();
        Settings settings = Settings.from(environment, home, workingDir, handedOn);
        Clock clock = Clock.systemUTC();
        return switch (command) {
            case Command.Start() -> new StartCommand(settings, clock).run();
            case Command.Stop() -> new StopCommand(settings).run();
            case Command.Status() -> new StatusCommand(settings, clock).run();
            case Command.Logs(var part, var follow) -> new LogsCommand(settings).run(part, follow);
            case Command.Import(var file) -> new ImportCommand(settings).run(workingDir.resolve(file));
            case Command.DeadLetters(var replayed) -> new DeadLettersCommand(settings).run(replayed);
            case Command.Backfill(var from, var to) -> new DaysCommand(settings).backfill(from, to);
            case Command.WatchDays() -> new DaysCommand(settings).watch();
            case Command.Reconcile(var from, var to, var repair) ->
                new DaysCommand(settings).reconcile(from, to, repair);
            case Command.Verify(var arguments) -> new VerifyCommand(settings).run(arguments);
            case Command.Gaps(var arguments) -> new GapsCommand(settings).run(arguments);
            case Command.Help help -> throw new IllegalStateException(help.toString());
        };
    }
}
