package io.deskledger.api.attachment;

import io.deskledger.api.ApiServer;
import java.sql.SQLException;

/** Looks behind the API. */
final class Rows {

    private Rows() {}

    static String text(ApiServer api, String sql) {
        try (var connection = api.owner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
