package io.deskledger.api.user;

import io.deskledger.api.sql.Rows;
import io.deskledger.model.user.UserRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles as columns of the table of users. */
final class ProfileColumns {

    private ProfileColumns() {}

    /** The profile of that role; what an earlier role left is none of it. */
    static Profile read(ResultSet row, UserRole role) throws SQLException {
        return switch (role) {
            case CUSTOMER ->
                new Profile.OfCustomer(
                        row.getString("company"), row.getString("industry"), row.getString("account_type"));
            case AGENT ->
                new Profile.OfAgent(
                        row.getString("department"),
                        Rows.texts(row, "skills"),
                        row.getObject("skill_level", Integer.class),
                        row.getObject("capacity", Integer.class));
            case ADMIN -> new Profile.OfAdmin();
        };
    }

    /** Company, industry, account type, department, skills, skill level, capacity. */
    static List<@Nullable Object> values(Profile profile) {
        return switch (profile) {
            case Profile.OfCustomer customer ->
                Arrays.asList(customer.company(), customer.industry(), customer.accountType(), null, null, null, null);
            case Profile.OfAgent agent ->
                Arrays.asList(
                        null, null, null, agent.department(), agent.skills(), agent.skillLevel(), agent.capacity());
            case Profile.OfAdmin _ -> Arrays.asList(null, null, null, null, null, null, null);
        };
    }
}
