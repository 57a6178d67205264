package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of incompleteness is put into a log by hand, and has to show in its own figure. */
class GapReportIT {

    private AuditDatabase audit;
    private ApiServer server;

    @BeforeEach
    void start() {
        audit = new AuditDatabase(ApiServer.newDesk());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        audit.migrate();
        // As if the consumer had read whatever other tests have sent to the topic.
        audit.execute(
                "INSERT INTO audit.chain_heads (chain, next_offset) SELECT n, 1000000 FROM generate_series(0, 11) n");
        for (int i = 0; i < 3; i++) {
            long id = server.admin().post("/tickets", Desk.ticket()).expect(201).id();
            for (String priority : new String[] {"low", "high", "urgent"}) {
                server.admin()
                        .patch("/tickets/" + id, Map.of("priority", priority))
                        .expect(200);
            }
        }
        audit.consumeOutbox();
        audit.execute("DELETE FROM support.outbox");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCompleteLogHasNoGap() {
        JsonNode report = report();
        long rows = count("SELECT count(*) FROM audit.audit_logs");
        assertThat(rows).isGreaterThanOrEqualTo(12);
        assertFigures(report, rows, rows, rows, 0, 0, 0);
        assertThat(report.get("left_out").longValue()).isZero();
        assertThat(report.get("settled").booleanValue()).isTrue();
        assertThat(report.at("/lag/outbox").longValue()).isZero();
        assertThat(report.at("/lag/kafka").longValue()).isZero();
        assertThat(report.get("gaps")).isEmpty();
    }

    @Test
    void aRowThatIsMissingInTheMiddleOrAtTheEndIsAGap() {
        long rows = count("SELECT count(*) FROM audit.audit_logs");
        audit.execute("DELETE FROM audit.audit_logs WHERE ticket_id = 1 AND version = 2;"
                + "DELETE FROM audit.audit_logs WHERE ticket_id = 2 AND version >= 3;"
                + "DELETE FROM audit.audit_logs WHERE ticket_id = 3");
        JsonNode report = report();
        // Ticket 1 lacks version 2; ticket 2 lacks 3 and 4; ticket 3 lacks all four.
        assertThat(report.get("missing").longValue()).isEqualTo(7);
        assertThat(report.get("changes").longValue()).isEqualTo(rows);
        assertThat(report.get("audit_rows").longValue()).isEqualTo(rows - 7);
        assertThat(report.get("gaps"))
                .extracting(gap -> "%s/%s %s-%s"
                        .formatted(
                                gap.get("entity").textValue(),
                                gap.get("entity_id"),
                                gap.get("from_version"),
                                gap.get("to_version")))
                .containsExactly("tickets/1 2-2", "tickets/2 3-4", "tickets/3 1-4");
    }

    @Test
    void whatIsOnItsWayIsNoGap() {
        server.admin().patch("/tickets/1", Map.of("priority", "medium")).expect(200);
        JsonNode report = report();
        assertThat(report.get("missing").longValue()).isZero();
        assertThat(report.at("/lag/outbox").longValue()).isEqualTo(1);
        assertThat(report.at("/lag/tickets").longValue()).isEqualTo(1);
        assertThat(report.get("settled").booleanValue()).isTrue();
    }

    @Test
    void whereTheBrokerIsAwayTheEndIsNotJudged() {
        audit.execute("DELETE FROM audit.audit_logs WHERE ticket_id = 2 AND version = 4");
        try (ApiServer alone = ApiServer.start(
                audit.access(),
                Map.of("deskledger.relay.enabled", false, "deskledger.kafka.bootstrap-servers", "127.0.0.1:1"))) {
            JsonNode report = alone.admin().get("/audit/gaps").expect(200).json();
            assertThat(report.get("missing").longValue()).isZero();
            assertThat(report.get("settled").booleanValue()).isFalse();
            assertThat(report.at("/lag/kafka").isNull()).isTrue();
            assertThat(report.at("/lag/tickets").longValue()).isEqualTo(1);
        }
    }

    @Test
    void rowsThatAreThereTwiceOrInAnotherOrderAreCounted() {
        long rows = count("SELECT count(*) FROM audit.audit_logs");
        audit.execute("""
                INSERT INTO audit.audit_logs
                SELECT chain, 5000, gen_random_uuid(), recorded_at, occurred_at, type, entity, entity_id, ticket_id,
                       version, action, actor_id, actor_role, request_id, 5000, data, data_hash, prev_hash, row_hash,
                       audited_at
                  FROM audit.audit_logs WHERE ticket_id = 1 AND version = 4;
                UPDATE audit.audit_logs SET version = 7 - version WHERE ticket_id = 2 AND version IN (3, 4);
                """);
        JsonNode report = report();
        assertFigures(report, rows, rows + 1 + report.get("left_out").longValue(), rows + 1, 0, 1, 1);
    }

    @Test
    void offsetsWithoutARowAreLeftOut() {
        audit.execute("UPDATE audit.audit_logs SET kafka_offset = kafka_offset + 3 WHERE ticket_id = 3");
        JsonNode report = report();
        assertThat(report.get("left_out").longValue()).isEqualTo(3);
        assertThat(report.get("events").longValue())
                .isEqualTo(report.get("audit_rows").longValue() + 3);
    }

    @Test
    void aRangeIsJoinedToWhatWasBeforeIt() {
        audit.execute("SELECT audit.ensure_partition('2026-01-01');"
                + "UPDATE audit.audit_logs SET recorded_at = '2026-01-15' WHERE ticket_id = 1 AND version <= 2");
        assertThat(report().get("missing").longValue()).isZero();
        audit.execute("DELETE FROM audit.audit_logs WHERE ticket_id = 1 AND version = 2");
        assertThat(report().get("missing").longValue()).isEqualTo(1);
        JsonNode january = server.admin()
                .get("/audit/gaps?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")
                .expect(200)
                .json();
        assertThat(january.get("audit_rows").longValue()).isEqualTo(1);
        assertThat(january.get("missing").longValue()).isZero();
    }

    private JsonNode report() {
        return server.admin().get("/audit/gaps").expect(200).json();
    }

    private static void assertFigures(
            JsonNode report, long changes, long events, long rows, long missing, long duplicate, long outOfOrder) {
        assertThat(new long[] {
                    report.get("changes").longValue(),
                    report.get("events").longValue(),
                    report.get("audit_rows").longValue(),
                    report.get("missing").longValue(),
                    report.get("duplicate").longValue(),
                    report.get("out_of_order").longValue()
                })
                .containsExactly(changes, events, rows, missing, duplicate, outOfOrder);
    }

    private long count(String sql) {
        return Long.parseLong(audit.texts(sql).getFirst());
    }
}
