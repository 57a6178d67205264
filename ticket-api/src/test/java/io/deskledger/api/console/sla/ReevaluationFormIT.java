package io.deskledger.api.console.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.console.Browser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks are set anew for the tickets that are chosen, and for no others. */
class ReevaluationFormIT {

    private static final String FORM = "/admin/sla/reevaluation";

    @Test
    void onlyWhatWasChosenIsHeldToThePoliciesOfNow() {
        try (ApiServer server = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false))) {
            for (String category : List.of("fire", "fire", "paper")) {
                Map<String, Object> ticket = new HashMap<>(Desk.ticket());
                ticket.put("category", category);
                server.admin().post("/tickets", ticket).expect(201);
            }
            Map<String, Integer> day = Map.of("urgent", 86_400, "high", 86_400, "medium", 86_400, "low", 86_400);
            server.admin()
                    .patch("/sla/policies/1", Map.of("targets", Map.of("resolution", Map.of("seconds", day))))
                    .expect(200);
            Browser admin =
                    new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
            admin.get("/admin/sla").expect(200);

            assertThat(page(admin, "from", "2001-01-01", "to", "2001-12-31")).contains("0 of 0 open tickets");
            assertThat(page(admin)).contains("3 of 3 open tickets");
            assertThat(page(admin, "category", "fire", "from", "2001-01-01"))
                    .contains("2 of 2 open tickets", "name=\"category\" value=\"fire\"", "value=\"2001-01-01\"");
            assertThat(page(admin, "category", "fire", "sure", "true")).contains("2 of 2 open tickets are held");
            assertThat(page(admin)).contains("1 of 3 open tickets");
            admin.post(FORM, "from", "soon").expect(400);
        }
    }

    private static String page(Browser admin, String... fields) {
        return admin.post(FORM, fields).expect(200).response().body();
    }
}
