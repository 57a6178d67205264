package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    /** One cluster for all tests here, since making one for keeps takes seconds; each uses a table of its own. */
    @TempDir
    static Path folder;

    @Test
    void keepsItsDataOverARestartOnAnotherPort() throws SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(data(), 0)) {
            Sql.execute(first.adminUrl(), "CREATE TABLE kept AS SELECT 42 AS answer");
            assertThat(first.isRunning()).isTrue();
        }
        int port = LoopbackPorts.free();
        try (EmbeddedPostgres second = EmbeddedPostgres.start(data(), port)) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(Sql.query(second.adminUrl(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void keepsWhatWasCommittedWhenThePostmasterIsKilledAmongOpenConnections() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(data(), 0);
        try (Connection writer = DriverManager.getConnection(first.adminUrl());
                Connection idle = DriverManager.getConnection(first.adminUrl())) {
            Sql.execute(writer, "CREATE TABLE survivors AS SELECT generate_series(1, 1000) AS n");
            assertThat(Sql.query(idle, "SELECT count(*) FROM survivors")).isEqualTo("1000");

            assertThat(ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly())
                    .isTrue();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !first.isRunning());
            first.close();

            try (EmbeddedPostgres second = EmbeddedPostgres.start(data(), first.port())) {
                assertThat(Sql.query(second.adminUrl(), "SELECT count(*) FROM survivors"))
                        .isEqualTo("1000");
            }
        }
    }

    @Test
    void takesOverFromAKilledOwnerWhoseServerIsStillRunning() throws Exception {
        try (JavaProcess owner = JavaProcess.start(PostgresOwner.class, Map.of(), data().toString())) {
            long orphan = pidOf(owner.readUntil(PostgresOwner.READY));
            assertThatThrownBy(() -> EmbeddedPostgres.start(data(), 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
            owner.kill();

            try (EmbeddedPostgres successor = EmbeddedPostgres.start(data(), 0)) {
                assertThat(successor.pid()).isNotEqualTo(orphan);
                assertThat(Sql.query(successor.adminUrl(), "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void startsThoughTheRecordedProcessIdNowBelongsToAnotherProgram() throws Exception {
        EmbeddedPostgres.start(data(), 0).close();
        Files.writeString(
                data().resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data() + "\n");

        try (EmbeddedPostgres successor = EmbeddedPostgres.start(data(), 0)) {
            assertThat(Sql.query(successor.adminUrl(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void clearsAwayTheTemporaryServerOfAKilledOwner(@TempDir Path base) throws Exception {
        try (JavaProcess owner =
                JavaProcess.start(PostgresOwner.class, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + base))) {
            long orphan = pidOf(owner.readUntil(PostgresOwner.READY));
            assertThat(list(base, "deskledger-postgres-*")).hasSize(1);
            owner.kill();

            try (TemporaryFolder next = TemporaryFolder.create(base, "postgres", EmbeddedPostgres::stopAbandoned)) {
                assertThat(list(base, "deskledger-postgres-*")).containsExactly(next.path());
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> ProcessHandle.of(orphan)
                                .flatMap(process -> process.info().arguments())
                                .isEmpty());
            }
        }
        assertThat(list(base, "deskledger-postgres-*")).isEmpty();
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data(), taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for PostgreSQL is taken");
        }
    }

    @Test
    void namesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"), 0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("can't be made");
    }

    @Test
    void letsNobodyInWithoutThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data(), 0)) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres";

            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(folder.resolve("data.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Sql.query(postgres.adminUrl(), "SHOW fsync")).isEqualTo("on");
            assertThat(Sql.query(postgres.adminUrl(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.query(postgres.adminUrl(), "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.query(postgres.adminUrl(), "SELECT 'é' < 'z'")).isEqualTo("f");
        }
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            return StreamSupport.stream(entries.spliterator(), false).toList();
        }
    }

    private static long pidOf(String said) {
        assertThat(said).contains(PostgresOwner.READY);
        return Long.parseLong(said.substring(said.indexOf(PostgresOwner.READY) + PostgresOwner.READY.length())
                .strip());
    }
}
