package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that a person narrows down is a walk along that person's index, in either direction. */
class ListPlanIT {

    private final ApiServer api = ApiServer.shared();

    @ParameterizedTest
    @CsvSource({
        "assignee_id, desc, Scan Backward using tickets_by_assignee on",
        "creator_id, desc, Scan Backward using tickets_by_creator on",
        "resolved_by, desc, Scan Backward using tickets_by_resolver on",
        "resolved_by, asc, Scan using tickets_by_resolver on"
    })
    void aPersonsTicketsAreReadInTheirOrder(String filter, String order, String walk) throws SQLException {
        assertThat(plan(Map.of(filter, List.of("7"), "order", List.of(order))))
                .contains(walk)
                .doesNotContain("Sort");
    }

    private String plan(Map<String, List<String>> parameters) throws SQLException {
        Caller admin = new Caller(1, UserRole.ADMIN, new Origin("plan", null, null));
        TicketPageQuery query = new TicketPageQuery(TicketFilter.read(new QueryParams(parameters), admin), List.of());
        try (Connection owner = api.owner();
                Statement settings = owner.createStatement();
                PreparedStatement explain = owner.prepareStatement("EXPLAIN " + query.sql())) {
            // The few tickets of the tests are read sooner without any index.
            settings.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
            Object[] values = query.parameters();
            for (int i = 0; i < values.length; i++) {
                explain.setObject(i + 1, values[i]);
            }
            StringBuilder plan = new StringBuilder();
            try (var rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
