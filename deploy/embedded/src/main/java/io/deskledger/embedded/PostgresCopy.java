package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;

/**
 * The files of a running server for another one that follows it, taken as {@code pg_basebackup} takes them, which is
 * not among the binaries.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">Making a base
 *     backup using the low level API</a>
 */
record PostgresCopy(String adminUrl, int port) {

    private static final Set<String> OF_THE_PROCESS = Set.of("postmaster.pid", "postmaster.opts");

    /** Made anew by the server that starts on the copy, or streamed to it. */
    private static final Set<String> CONTENTS_LEFT_OUT = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** Fills an empty folder; a server that is started on it follows from then on. */
    void writeTo(Path target) throws IOException, SQLException {
        String slot = "replica_" + UUID.randomUUID().toString().replace("-", "");
        // The backup belongs to the session that began it.
        try (Connection session = DriverManager.getConnection(adminUrl);
                Statement statement = session.createStatement()) {
            // Keeps from now on what the copy needs to catch up.
            ask(statement, "SELECT pg_create_physical_replication_slot('%s', true)".formatted(slot));
            ask(statement, "SELECT pg_backup_start('%s', fast => true)".formatted(slot));
            Path source = Path.of(ask(statement, "SHOW data_directory"));
            copy(source, target);
            String label = ask(statement, "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
            Files.writeString(target.resolve("backup_label"), label);
            String password = Files.readString(PostgresCluster.passwordFile(source));
            Files.copy(PostgresCluster.passwordFile(source), PostgresCluster.passwordFile(target));
            follow(target, slot, password.strip());
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    private void follow(Path target, String slot, String password) throws IOException {
        Files.createFile(target.resolve("standby.signal"));
        Files.writeString(
                target.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=%s port=%d user=%s password=%s'
                primary_slot_name = '%s'
                hot_standby_feedback = on
                """.formatted(LoopbackPorts.HOST, port, PostgresCluster.SUPERUSER, password, slot),
                StandardOpenOption.APPEND);
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(source.relativize(folder).toString());
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                boolean empty =
                        CONTENTS_LEFT_OUT.contains(source.relativize(folder).toString());
                return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_THE_PROCESS.contains(file.getFileName().toString())) {
                    copyIfThere(file, target.resolve(source.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** The server goes on meanwhile: what it has removed, the log removes from the copy as well. */
    private static void copyIfThere(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(copy);
        }
    }

    private static String ask(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
