package io.deskledger.api.sla.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import org.junit.jupiter.api.Test;

class NotificationCleaningIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void whatIsOldGoes() {
        long ticket = api.admin().post("/tickets", Desk.ticket()).expect(201).id();
        api.execute("INSERT INTO notifications (role, ticket_id, kind, rule, created_at)"
                + " SELECT 'admin', " + ticket + ", 'sla_breach', '{}', now() - interval '24 hours' * days"
                + " FROM unnest(ARRAY[1, 89, 91, 400]) AS days");

        api.server().getApplicationContext().getBean(NotificationCleaning.class).clean();

        assertThat(api.texts(
                        "SELECT extract(epoch FROM now() - created_at)::bigint / 86400 FROM notifications WHERE ticket_id = "
                                + ticket + " ORDER BY 1"))
                .containsExactly("1", "89");
    }
}
