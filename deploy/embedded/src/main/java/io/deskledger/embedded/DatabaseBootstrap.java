package io.deskledger.embedded;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.util.PasswordUtil;

/** Makes the roles and the database that the services' migrations expect to find. */
public final class DatabaseBootstrap {

    private static final int OLDEST_VERSION = 17;

    /** Of SCRAM-SHA-256, the least that RFC 7677 asks for where people choose passwords. */
    private static final int ITERATIONS = 4096;

    /**
     * From this many characters on a password is one that was drawn, as {@link RolePasswords#random()} does: no number
     * of iterations makes it harder to guess, and each connection would take them all on both sides.
     */
    private static final int UNGUESSABLE_LENGTH = 32;

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DatabaseBootstrap() {}

    /**
     * Brings a server (embedded or any other of PostgreSQL 17 or later) to the point where the owner can migrate and
     * the services can connect; done again, it changes nothing but sets the given passwords. Any number of callers may
     * do so at once.
     *
     * @param adminUrl the JDBC URL of the maintenance database, with credentials that may create roles and databases
     */
    public static DatabaseAccess prepare(String adminUrl, String database, RolePasswords passwords) {
        DatabaseAccess access = new DatabaseAccess(JdbcUrl.withoutCredentials(adminUrl, database), passwords);
        try (Connection admin = DriverManager.getConnection(adminUrl);
                Statement statement = admin.createStatement()) {
            requireVersion(admin);
            // Roles and databases can't be created "if not exists"; held until the connection closes.
            statement.execute("SELECT pg_advisory_lock(hashtext('deskledger.bootstrap'))");
            for (DatabaseRole role : DatabaseRole.values()) {
                ensureRole(admin, statement, role);
                setPassword(statement, role, passwords.of(role));
            }
            ensureDatabase(admin, statement, database);
            return access;
        } catch (SQLException e) {
            throw new EmbeddedServerException(
                    "Database " + database + " could not be prepared at " + access.url() + ": " + e.getMessage(), e);
        }
    }

    private static void requireVersion(Connection admin) throws SQLException {
        int version = admin.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new EmbeddedServerException(
                    "PostgreSQL " + OLDEST_VERSION + " or later is needed, the server is " + version);
        }
    }

    private static void ensureRole(Connection admin, Statement statement, DatabaseRole role) throws SQLException {
        if (!exists(admin, "SELECT FROM pg_roles WHERE rolname = ?", role.roleName())) {
            statement.execute("CREATE ROLE " + role.roleName()
                    + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
        }
        if (exists(
                admin, "SELECT FROM pg_roles WHERE rolname = ? AND (rolsuper OR NOT rolcanlogin)", role.roleName())) {
            throw new EmbeddedServerException(
                    "Role " + role.roleName() + " exists, but as a superuser or without the right to log in");
        }
    }

    /** Only what the server holds a password against leaves this process, never the password itself. */
    private static void setPassword(Statement statement, DatabaseRole role, String password) throws SQLException {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        int iterations = password.length() >= UNGUESSABLE_LENGTH ? 1 : ITERATIONS;
        String verifier = PasswordUtil.encodeScramSha256(password.toCharArray(), iterations, salt);
        statement.execute("ALTER ROLE " + role.roleName() + " PASSWORD " + statement.enquoteLiteral(verifier));
    }

    private static void ensureDatabase(Connection admin, Statement statement, String database) throws SQLException {
        String name = statement.enquoteIdentifier(database, true);
        String owner = DatabaseRole.OWNER.roleName();
        // An administrator who is no superuser may only give a database to a role it can act as.
        if (!exists(admin, "SELECT WHERE pg_has_role(?, 'SET')", owner)) {
            statement.execute("GRANT " + owner + " TO CURRENT_USER");
        }
        if (!exists(admin, "SELECT FROM pg_database WHERE datname = ?", database)) {
            statement.execute("""
                    CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8'
                        LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'
                    """.formatted(name, owner));
        }
        statement.execute("ALTER DATABASE %s OWNER TO %s".formatted(name, owner));
        statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
        statement.execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(name, roleNames()));
    }

    private static String roleNames() {
        return Arrays.stream(DatabaseRole.values()).map(DatabaseRole::roleName).collect(Collectors.joining(", "));
    }

    private static boolean exists(Connection admin, String sql, String parameter) throws SQLException {
        try (PreparedStatement query = admin.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
