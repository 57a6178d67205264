package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseBootstrapIT {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.startTemporary();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void doneAgainKeepsTheDataAndSetsThePasswords() throws SQLException {
        DatabaseAccess first = DatabaseBootstrap.prepare(postgres.adminUrl(), "again", RolePasswords.random());
        try (Connection owner = first.connect(DatabaseRole.OWNER)) {
            Sql.execute(owner, "CREATE SCHEMA support");
        }

        DatabaseAccess second = DatabaseBootstrap.prepare(postgres.adminUrl(), "again", RolePasswords.random());

        assertThatThrownBy(() -> first.connect(DatabaseRole.API)).hasMessageContaining("authentication failed");
        try (Connection api = second.connect(DatabaseRole.API)) {
            assertThat(Sql.query(api, "SELECT count(*) FROM pg_namespace WHERE nspname = 'support'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void passwordsThatCouldBeGuessedAreHashedThousandsOfTimes() throws SQLException {
        RolePasswords drawn = RolePasswords.random();
        RolePasswords mixed = new RolePasswords(drawn.owner(), "chosen by a person", drawn.audit(), drawn.analytics());
        DatabaseAccess access = DatabaseBootstrap.prepare(postgres.adminUrl(), "hashes", mixed);

        assertThat(verifier(DatabaseRole.API)).startsWith("SCRAM-SHA-256$4096:");
        assertThat(verifier(DatabaseRole.OWNER)).startsWith("SCRAM-SHA-256$1:").doesNotContain(drawn.owner());
        for (DatabaseRole role : DatabaseRole.values()) {
            try (Connection connection = access.connect(role)) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    private static String verifier(DatabaseRole role) throws SQLException {
        return Sql.query(
                postgres.adminUrl(), "SELECT rolpassword FROM pg_authid WHERE rolname = '" + role.roleName() + "'");
    }

    @Test
    void manyMayPrepareAtOnce() throws Exception {
        RolePasswords passwords = RolePasswords.random();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<DatabaseAccess>> prepared = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String database = "Many-" + i % 4;
                prepared.add(callers.submit(() -> DatabaseBootstrap.prepare(postgres.adminUrl(), database, passwords)));
            }
            for (Future<DatabaseAccess> access : prepared) {
                try (Connection owner = access.get().connect(DatabaseRole.OWNER)) {
                    assertThat(owner.isValid(1)).isTrue();
                }
            }
        }
    }

    @Test
    void theOwnerMayMigrateButIsNoSuperuser() throws SQLException {
        DatabaseAccess access = prepared();
        try (Connection owner = access.connect(DatabaseRole.OWNER)) {
            Sql.execute(owner, "CREATE SCHEMA audit");
            Sql.execute(owner, "CREATE EXTENSION pg_trgm");
            assertThatThrownBy(() -> Sql.execute(owner, "CREATE ROLE intruder")).hasMessageContaining("permission");
            assertThatThrownBy(() -> Sql.execute(owner, "CREATE DATABASE another"))
                    .hasMessageContaining("permission");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OWNER")
    void aServiceMayDoNothingOfItsOwn(DatabaseRole role) throws SQLException {
        try (Connection service = prepared().connect(role)) {
            for (String forbidden : List.of(
                    "CREATE SCHEMA mine",
                    "CREATE TABLE public.mine (id int)",
                    "CREATE TEMPORARY TABLE mine (id int)",
                    "CREATE EXTENSION citext",
                    "SET ROLE deskledger_owner",
                    "ALTER ROLE deskledger_owner NOLOGIN")) {
                assertThatThrownBy(() -> Sql.execute(service, forbidden))
                        .as(forbidden)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void strangersMayNotConnect() throws SQLException {
        DatabaseAccess access = prepared();
        Sql.execute(postgres.adminUrl(), "CREATE ROLE stranger LOGIN PASSWORD 'stranger'");

        assertThatThrownBy(() -> Sql.query(access.url() + "?user=stranger&password=stranger", "SELECT 1"))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void anAdministratorNeedNotBeASuperuser() throws SQLException {
        try (EmbeddedPostgres fresh = EmbeddedPostgres.startTemporary()) {
            Sql.execute(fresh.adminUrl(), "CREATE ROLE hoster LOGIN CREATEROLE CREATEDB PASSWORD 'hoster'");
            String url = JdbcUrl.withoutCredentials(fresh.adminUrl(), "postgres") + "?user=hoster&password=hoster";

            DatabaseBootstrap.prepare(url, "hosted", RolePasswords.random());
            DatabaseAccess again = DatabaseBootstrap.prepare(url, "hosted", RolePasswords.random());

            try (Connection owner = again.connect(DatabaseRole.OWNER)) {
                Sql.execute(owner, "CREATE SCHEMA support");
            }
        }
    }

    @Test
    void doesNotRepeatThePasswordWhenTheServerCannotBeReached() {
        String url = "jdbc:postgresql://127.0.0.1:" + LoopbackPorts.free() + "/postgres?user=a&password=secret";

        assertThatThrownBy(() -> DatabaseBootstrap.prepare(url, "desk", RolePasswords.random()))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("could not be prepared")
                .hasMessageNotContaining("secret");
    }

    private static DatabaseAccess prepared() {
        return DatabaseBootstrap.prepare(postgres.adminUrl(), "privileges", RolePasswords.random());
    }
}
