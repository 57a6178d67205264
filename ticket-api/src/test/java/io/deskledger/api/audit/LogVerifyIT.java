package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifying the log over HTTP: whatever its owner does to a row is found, and nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogVerifyIT {

    private static final int ROWS = Integer.getInteger("deskledger.test.audit-rows", 20_000);
    private static final int OF_A_CHAIN = ROWS / 4;

    private AuditDatabase audit;
    private ApiServer server;

    @BeforeAll
    void start() {
        audit = new AuditDatabase(ApiServer.newDesk());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        server.admin().get("/audit/verify").expectProblem(503);
        audit.migrate();
        ChainedLog.fill(audit, ROWS);
        audit.execute("CREATE TABLE audit.kept AS SELECT * FROM audit.audit_logs WHERE chain = 2");
        audit.execute("CREATE TABLE audit.kept_heads AS SELECT * FROM audit.chain_heads");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void whatWasWrittenIsWhole() {
        JsonNode answer = verify("");

        assertThat(answer.get("rows_checked").longValue()).isEqualTo(ROWS);
        assertThat(answer.get("rows_erased").longValue()).isZero();
        assertThat(answer.get("first_broken").isNull()).isTrue();
        assertThat(answer.get("complete").booleanValue()).isTrue();
        assertThat(answer.get("chains").findValuesAsText("chain")).containsExactly("0", "1", "2", "3");
        assertThat(answer.get("chains").findValuesAsText("head"))
                .isEqualTo(audit.texts("SELECT encode(hash, 'hex') FROM audit.chain_heads ORDER BY chain"));
    }

    @Test
    void aPartCanBeAskedFor() {
        JsonNode answer = verify("?chain=2&from_seq=" + (OF_A_CHAIN - 9));

        assertThat(answer.get("rows_checked").longValue()).isEqualTo(10);
        assertThat(answer.get("complete").booleanValue()).isTrue();
        assertThat(answer.get("first_broken").isNull()).isTrue();
        assertThat(verify("?chain=1").get("rows_checked").longValue()).isEqualTo(OF_A_CHAIN);
        server.admin().get("/audit/verify?chain=99").expectProblem(404);
        server.admin().get("/audit/verify?chain=2&from_seq=99999999").expectProblem(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit.audit_logs SET actor_id = 99 WHERE seq = 2001                      | 2001 | its columns",
                "UPDATE audit.audit_logs SET data = concat(data, ' ') WHERE seq = 3                    | 3    | its data",
                "DELETE FROM audit.audit_logs WHERE seq = 2000                                   | 2000 | missing",
                "DELETE FROM audit.audit_logs WHERE seq > 4000                                   | 4001 | the end",
                "UPDATE audit.audit_logs SET seq = 0 WHERE seq = 1                               | 1    | another row",
                "UPDATE audit.chain_heads SET seq = seq - 1 WHERE true                           | 4999 | head",
                "DELETE FROM audit.chain_heads WHERE true                                        | 1    | head",
                "INSERT INTO audit.audit_logs SELECT chain, seq, event_id, recorded_at + interval '1 ms', occurred_at, "
                        + "type, entity, entity_id, ticket_id, version, action, actor_id, actor_role, request_id, "
                        + "kafka_offset, data, data_hash, prev_hash, row_hash, audited_at FROM audit.kept "
                        + "WHERE seq = 2000 | 2000 | another row",
            })
    void whateverTheOwnerDoesIsFound(String statement, long seq, String reason) {
        String constraint = "ALTER TABLE audit.audit_logs DROP CONSTRAINT IF EXISTS audit_logs_seq_check";
        audit.execute(constraint);
        audit.execute(statement.startsWith("INSERT") ? statement : statement + " AND chain = 2");
        try {
            JsonNode answer = verify("");
            assertThat(answer.at("/first_broken/chain").intValue()).isEqualTo(2);
            assertThat(answer.at("/first_broken/reason").textValue()).contains(reason);
            assertThat(answer.at("/first_broken/seq").longValue()).isEqualTo(seq);
            assertThat(answer.get("complete").booleanValue()).isTrue();
        } finally {
            audit.execute("DELETE FROM audit.audit_logs WHERE chain = 2; DELETE FROM audit.chain_heads;"
                    + "INSERT INTO audit.audit_logs SELECT * FROM audit.kept;"
                    + "INSERT INTO audit.chain_heads SELECT * FROM audit.kept_heads");
        }
    }

    @Test
    void anErasedPersonIsCountedNotBlamed() {
        audit.execute("UPDATE audit.audit_logs SET data = NULL WHERE chain = 2 AND seq <= 5");

        JsonNode answer = verify("?chain=2");

        assertThat(answer.get("rows_erased").longValue()).isEqualTo(5);
        assertThat(answer.get("first_broken").isNull()).isTrue();
        audit.execute("UPDATE audit.audit_logs l SET data = k.data FROM audit.kept k"
                + " WHERE l.chain = 2 AND l.seq <= 5 AND k.seq = l.seq");
    }

    @Test
    void whatTakesTooLongSaysSo() {
        try (ApiServer hurried = ApiServer.start(
                audit.access(), Map.of("deskledger.relay.enabled", false, "DESKLEDGER_AUDIT_VERIFY_LIMIT", "0s"))) {
            JsonNode answer = hurried.admin().get("/audit/verify").expect(200).json();
            assertThat(answer.get("complete").booleanValue()).isFalse();
            assertThat(answer.get("rows_checked").longValue()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from_seq=5", "?chain=x", "?chain=-1", "?chain=1&from_seq=0", "?deep=true"})
    void badParametersAreNamed(String query) {
        assertThat(server.admin()
                        .get("/audit/verify" + query)
                        .expectProblem(400)
                        .blamed())
                .isNotEmpty();
    }

    @Test
    void adminsOnly() {
        server.agent().client().get("/audit/verify").expectProblem(403);
        server.customer().client().get("/audit/verify").expectProblem(403);
        server.anonymous().get("/audit/verify").expectProblem(401);
    }

    private JsonNode verify(String query) {
        return server.admin().get("/audit/verify" + query).expect(200).json();
    }
}
