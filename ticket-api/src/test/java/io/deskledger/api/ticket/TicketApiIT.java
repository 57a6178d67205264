package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketApiIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void aTicketIsCreatedReadListedAndChanged() {
        Answer created = api.customer()
                .client()
                .post(
                        "/tickets",
                        Map.of(
                                "title", "  The printer is on fire  ",
                                "description", "Smoke comes out of tray two.",
                                "priority", "urgent",
                                "category", "hardware",
                                "tags", List.of("Printer", "fire", "printer"),
                                "custom_fields", Map.of("floor", 3, "plan", Map.of("exit", 1.50))))
                .expect(201);
        assertThat(created.text("title")).isEqualTo("The printer is on fire");
        assertThat(created.text("status")).isEqualTo("open");
        assertThat(created.text("tags")).isEmpty();
        assertThat(created.json().get("tags").toString()).isEqualTo("[\"fire\",\"printer\"]");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).isEqualTo("/api/v1/tickets/" + created.id());
        assertThat(created.text("ticket_number")).matches("TKT-\\d{8}-\\d{6,}");

        Answer read = api.agent().client().get("/tickets/" + created.id()).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        Answer byNumber = api.agent()
                .client()
                .get("/tickets/number/" + created.text("ticket_number"))
                .expect(200);
        assertThat(byNumber.json()).isEqualTo(created.json());

        Answer changed = api.agent()
                .client()
                .patch(
                        "/tickets/" + created.id(),
                        Map.of("status", "resolved", "assignee_id", api.agent().id(), "priority", "low"),
                        "If-Match",
                        "\"1\"")
                .expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("status")).isEqualTo("resolved");
        assertThat(changed.text("initial_priority")).isEqualTo("urgent");
        assertThat(changed.json().get("resolved_assignee_id").longValue())
                .isEqualTo(api.agent().id());
    }
}
