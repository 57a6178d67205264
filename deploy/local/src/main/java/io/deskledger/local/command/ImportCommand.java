package io.deskledger.local.command;

import io.deskledger.local.api.ApiClient;
import io.deskledger.local.api.ImportProgress;
import io.deskledger.local.api.ImportState;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Secrets;
import io.deskledger.local.config.Settings;
import io.deskledger.local.demo.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands a file of tickets to the running system and follows it. */
public final class ImportCommand {

    private static final int REFUSED = 4;
    private static final int SHOWN_REFUSALS = 20;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final DataFolder data;
    private final PrintStream out;

    public ImportCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
        this.out = System.out;
    }

    /** Answers the exit code: 0 when every line was imported or had been before, 4 when lines were refused. */
    public int run(Path file) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new LauncherException("There is no readable file %s.".formatted(file));
        }
        String address = new Installation(data).requireAddress();
        ApiClient api = new ApiClient(address, Demo.ADMIN, new Secrets(data).get(Secrets.Name.DEMO_PASSWORD));
        out.printf("Importing %s (%,d bytes)%n", file, Files.size(file));
        long id = api.upload(BodyPublishers.ofFile(file), gzipped(file));
        ImportState end = new ImportProgress(api, out::println).follow(id);
        end.refusals().stream()
                .limit(SHOWN_REFUSALS)
                .forEach(refusal -> out.printf("  line %d: %s%n", refusal.line(), refusal.reason()));
        long more =
                end.counts().refused() - Math.min(SHOWN_REFUSALS, end.refusals().size());
        if (more > 0) {
            out.printf(
                    "  and %,d more refused lines; the first 1,000 are in %s/api/v1/imports/%d%n", more, address, id);
        }
        if (!end.succeeded()) {
            throw new LauncherException("The import failed: " + end.failure().orElse("no reason given"));
        }
        return end.counts().refused() == 0 ? 0 : REFUSED;
    }

    /** By content, as a name may say anything. */
    static boolean gzipped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        }
    }
}
