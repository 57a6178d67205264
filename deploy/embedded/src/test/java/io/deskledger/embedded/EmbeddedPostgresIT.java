package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    Path folder;

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
            Sql.execute(writer, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
            assertThat(Sql.query(idle, "SELECT count(*) FROM kept")).isEqualTo("1000");

            kill(first.pid());
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !first.isRunning());
            first.close();

            try (EmbeddedPostgres second = EmbeddedPostgres.start(data(), first.port())) {
                assertThat(Sql.query(second.adminUrl(), "SELECT count(*) FROM kept"))
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
    void clearsAwayTheTemporaryServerOfAKilledOwner() throws Exception {
        try (JavaProcess owner =
                JavaProcess.start(PostgresOwner.class, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder))) {
            owner.readUntil(PostgresOwner.READY);
            owner.kill();
        }
        assertThat(entries("deskledger-postgres-")).isEqualTo(1);
        try (JavaProcess next =
                JavaProcess.start(PostgresOwner.class, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder))) {
            long pid = pidOf(next.readUntil(PostgresOwner.READY));
            assertThat(entries("deskledger-postgres-")).isEqualTo(1);
            kill(pid);
        }
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

    private Path data() {
        return folder.resolve("data");
    }

    private long entries(String prefix) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static long pidOf(String said) {
        assertThat(said).contains(PostgresOwner.READY);
        return Long.parseLong(said.substring(said.indexOf(PostgresOwner.READY) + PostgresOwner.READY.length())
                .strip());
    }
}
