package io.deskledger.api.sla.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An explanation says in whose hands the ticket was. */
class HandsIT {

    @Test
    void eachIntervalHasItsAssignee() {
        DatabaseAccess database = ApiServer.newDesk();
        AuditDatabase audit = new AuditDatabase(database);
        try (ApiServer api =
                ApiServer.start(database, Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false))) {
            ApiClient admin = api.admin();
            String path = "/tickets/"
                    + admin.post("/tickets", Desk.ticket()).expect(201).id();
            assertThat(hands(admin, path)).as("no trail yet").containsExactly("null");
            audit.migrate();
            long agent = api.agent().id();
            admin.patch(path, Map.of("assignee_id", agent)).expect(200);
            Map<String, Object> nobody = new HashMap<>();
            nobody.put("assignee_id", null);
            admin.patch(path, nobody).expect(200);
            audit.consumeOutbox();

            assertThat(hands(admin, path)).containsExactly("null", Long.toString(agent), "null");
        }
    }

    private static List<String> hands(ApiClient client, String path) {
        JsonNode targets = client.get(path + "/sla/explain").expect(200).json().get("targets");
        JsonNode resolution = targets.get(targets.size() - 1);
        assertThat(resolution.get("target").textValue()).isEqualTo("resolution");
        return StreamSupport.stream(resolution.get("intervals").spliterator(), false)
                .map(interval -> interval.get("assignee_id").asText())
                .toList();
    }
}
