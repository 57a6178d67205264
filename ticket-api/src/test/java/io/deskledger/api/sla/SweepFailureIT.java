package io.deskledger.api.sla;

import static io.deskledger.api.sla.SlaDesk.policy;
import static io.deskledger.api.sla.SlaDesk.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One ticket of which nothing can be told. */
class SweepFailureIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void itIsPutOffAndTheOthersAreToldOf() {
        try (ApiServer api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false))) {
            api.admin().post("/sla/policies", policy("brief", 10)).expect(201);
            long bad = ticket(api.admin(), "brief", "low").get("id").longValue();
            api.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'this ticket is bad'; END $$");
            api.execute("CREATE TRIGGER refuse BEFORE UPDATE ON ticket_sla FOR EACH ROW WHEN (OLD.ticket_id = " + bad
                    + " AND NEW.breached_at IS NOT NULL) EXECUTE FUNCTION refuse()");
            long good = ticket(api.admin(), "brief", "low").get("id").longValue();

            await().atMost(LIMIT).until(() -> breaches(api, good) == 1);

            assertThat(breaches(api, bad)).isZero();
            assertThat(api.count("SELECT count(*) FROM ticket_sla WHERE ticket_id = " + bad
                            + " AND next_at > now() + interval '2 minutes'"))
                    .isEqualTo(1);
            api.execute("DROP TRIGGER refuse ON ticket_sla");
            api.execute("UPDATE ticket_sla SET next_at = due_at WHERE ticket_id = " + bad);
            await().atMost(LIMIT).until(() -> breaches(api, bad) == 1);
        }
    }

    private static long breaches(ApiServer api, long ticket) {
        return api.count(
                "SELECT count(*) FROM outbox WHERE type = 'io.deskledger.sla.breached.v1' AND ticket_id = " + ticket);
    }
}
