package io.deskledger.local.command;

import io.deskledger.local.config.CheckpointPlaces;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import io.deskledger.local.stack.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the audit consumer's verifier; what its arguments leave open is the running system's. */
public final class VerifyCommand {

    private static final String MAIN = "io.deskledger.audit.command.VerifyCommand";

    private final Settings settings;
    private final DataFolder data;

    public VerifyCommand(Settings settings) {
        this.settings = settings;
        this.data = new DataFolder(settings.dataDir());
    }

    /** Answers the verifier's exit code. */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.isEmpty()) {
            new Installation(data).requireAddress();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                Service.AUDIT_CONSUMER.jar(settings.home()).toString(),
                MAIN));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        complete(builder.environment());
        return builder.start().waitFor();
    }

    private void complete(Map<String, String> environment) {
        Secrets secrets = new Secrets(data);
        environment.remove("DESKLEDGER_DB_URL");
        new Installation(data).databaseUrl().ifPresent(url -> {
            environment.put("DESKLEDGER_DB_URL", url);
            secrets.find(Secrets.Name.AUDIT_PASSWORD)
                    .ifPresent(password -> environment.putIfAbsent("DESKLEDGER_DB_PASSWORD", password));
        });
        if (secrets.find(Secrets.Name.CHECKPOINT_KEY).isPresent()) {
            new CheckpointPlaces(data, secrets).checking(environment);
        }
    }
}
