package io.deskledger.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A prepared database and the passwords of its roles.
 *
 * @param url the JDBC URL without credentials
 */
public record DatabaseAccess(String url, RolePasswords passwords) {

    /** Opens a connection as the given role; the caller closes it. */
    public Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(url, role.roleName(), passwords.of(role));
    }
}
