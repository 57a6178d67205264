package io.deskledger.local.stack;

import io.deskledger.embedded.DatabaseBootstrap;
import io.deskledger.embedded.EmbeddedPostgres;
import io.deskledger.embedded.RolePasswords;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.process.ProcessId;
import io.deskledger.local.process.RunningPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL, with the database and the roles in it. */
final class PostgresPart implements Part {

    static final String NAME = "postgres";
    static final String DATABASE = "deskledger";

    private final DataFolder data;
    private final int port;
    private final RolePasswords passwords;
    private @Nullable EmbeddedPostgres server;

    PostgresPart(DataFolder data, int port, RolePasswords passwords) {
        this.data = data;
        this.port = port;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public RunningPart start() throws IOException {
        EmbeddedPostgres former = server;
        if (former != null) {
            former.close();
        }
        linkLog();
        EmbeddedPostgres started = EmbeddedPostgres.start(data.postgres(), port);
        server = started;
        DatabaseBootstrap.prepare(started.adminUrl(), DATABASE, passwords);
        ProcessId id = ProcessId.of(started.pid())
                .orElseThrow(() -> new IOException("PostgreSQL ended right after its start"));
        return new Run(started, id);
    }

    @Override
    public boolean ready() {
        EmbeddedPostgres current = server;
        return current != null && current.isRunning();
    }

    /** PostgreSQL's log lies beside its data; people look for it with the others. */
    private void linkLog() throws IOException {
        Path link = data.log(NAME);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, Path.of("..", data.postgres().getFileName() + ".log"));
        }
    }

    private record Run(EmbeddedPostgres server, ProcessId id) implements RunningPart {

        @Override
        public CompletableFuture<String> ended() {
            return id.handle()
                    .map(handle -> handle.onExit().thenApply(gone -> "ended"))
                    .orElseGet(() -> CompletableFuture.completedFuture("ended"));
        }

        @Override
        public void stop(Duration patience) {
            server.close();
        }

        @Override
        public void kill() {
            // Its children notice and end; what they had not written is replayed from the log at the next start.
            id.handle().ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
