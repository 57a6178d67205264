package io.deskledger.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server on the loopback interface, run from the binaries on the class path. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Postmaster postmaster;
    private final FolderLock lock;
    private final @Nullable TemporaryFolder temporary;
    private final String adminUrl;
    private final int port;
    private final long pid;

    private EmbeddedPostgres(
            Postmaster postmaster, FolderLock lock, @Nullable TemporaryFolder temporary, Started started) {
        this.postmaster = postmaster;
        this.lock = lock;
        this.temporary = temporary;
        this.adminUrl = started.adminUrl();
        this.port = started.port();
        this.pid = started.pid();
    }

    /**
     * Starts a server on a folder that is kept, making the cluster on first use. Next to the folder it keeps the
     * superuser's password ({@code <folder>.password}, readable by the owner only) and the server's log
     * ({@code <folder>.log}).
     *
     * <p>A server that an earlier, killed owner left running there is stopped first.
     *
     * @param port the port to listen on, 0 for any free one
     * @throws EmbeddedServerException when the port is taken, the folder unusable or in use by a living owner
     */
    public static EmbeddedPostgres start(Path dataDir, int port) {
        return start(Folders.writable(dataDir, "PostgreSQL"), port, PostgresSettings.PERSISTED, null);
    }

    /** Starts a server on a free port and a folder that is deleted on close. */
    public static EmbeddedPostgres startTemporary() {
        TemporaryFolder folder = TemporaryFolder.create("postgres", EmbeddedPostgres::stopAbandoned);
        try {
            Path data = Folders.writable(folder.path().resolve("data"), "PostgreSQL");
            return start(data, 0, PostgresSettings.TEMPORARY, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Starts a server that can only be read and follows this one by streaming, on a folder that is deleted on close.
     */
    public EmbeddedPostgres startReplica() {
        TemporaryFolder folder = TemporaryFolder.create("postgres", EmbeddedPostgres::stopAbandoned);
        try {
            Path data = Folders.writable(folder.path().resolve("data"), "PostgreSQL");
            new PostgresCopy(adminUrl, port).writeTo(data);
            return start(data, 0, PostgresSettings.TEMPORARY, folder);
        } catch (IOException | SQLException e) {
            folder.close();
            throw new EmbeddedServerException("A replica of PostgreSQL on port " + port + " was not made: " + e, e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(
            Path data, int wantedPort, PostgresSettings settings, @Nullable TemporaryFolder temporary) {
        PostgresCluster cluster = new PostgresCluster(data, PostgresBinaries.unpacked(), settings);
        Postmaster postmaster = new Postmaster(cluster);
        try {
            FolderLock lock = FolderLock.acquire(Folders.sibling(data, ".lock"), "PostgreSQL's data folder " + data);
            try {
                postmaster.stop();
                int port = LoopbackPorts.require(wantedPort, "PostgreSQL");
                cluster.initialize();
                cluster.configure(port);
                long pid = postmaster.start();
                Started started = new Started(adminUrl(port, cluster.password()), port, pid);
                LOG.info("PostgreSQL {} listens on port {}, data in {}", pid, port, data);
                return new EmbeddedPostgres(postmaster, lock, temporary, started);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL on " + data + " did not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while PostgreSQL was starting on " + data, e);
        }
    }

    private static String adminUrl(int port, String password) {
        return "jdbc:postgresql://%s:%d/postgres?user=%s&password=%s"
                .formatted(
                        LoopbackPorts.HOST,
                        port,
                        PostgresCluster.SUPERUSER,
                        URLEncoder.encode(password, StandardCharsets.UTF_8));
    }

    static void stopAbandoned(Path folder) {
        try {
            PostgresBinaries binaries = PostgresBinaries.unpacked();
            new Postmaster(new PostgresCluster(folder.resolve("data"), binaries, PostgresSettings.TEMPORARY)).stop();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL in " + folder + " could not be stopped: " + e, e);
        }
    }

    /** The JDBC URL of the maintenance database with the superuser's name and password. */
    public String adminUrl() {
        return adminUrl;
    }

    public int port() {
        return port;
    }

    /** The process id of the postmaster. */
    public long pid() {
        return pid;
    }

    /** Whether the postmaster is alive. */
    public boolean isRunning() {
        try {
            return postmaster.running().filter(process -> process.pid() == pid).isPresent();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL's process id could not be read: " + e, e);
        }
    }

    /** Stops the server at once but in order (fast shutdown); one that was killed before is no error. */
    @Override
    public void close() {
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL did not stop: " + e, e);
        }
        if (temporary != null) {
            temporary.close();
        }
    }

    private record Started(String adminUrl, int port, long pid) {}
}
