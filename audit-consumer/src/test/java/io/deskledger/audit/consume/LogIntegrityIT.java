package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.audit.chain.ChainReport;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.event.TicketEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 3: the log can't be changed by its writer ({@link LogRightsIT}), and not unnoticed by its owner. */
class LogIntegrityIT {

    private AuditDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new AuditDesk();
        desk.startConsumer();
        desk.send(Events.tickets(8, 5));
        awaitAudited(40);
    }

    @AfterEach
    void closeDesk() {
        desk.close();
    }

    @Test
    void monthsGetTheirPartitionWhenTheirEventsCome() {
        List<TicketEvent> old = new ArrayList<>();
        for (String time : List.of(
                "2020-01-01T00:00:00Z", "2023-12-31T23:59:59.999Z", "2024-01-01T00:00:00Z", "2031-07-15T12:00:00Z")) {
            old.add(Events.ticket(Events.idAt(Instant.parse(time)), 77, old.size() + 1));
        }
        desk.send(old);
        awaitAudited(44);
        assertThat(desk.query("""
                        SELECT tableoid::regclass FROM audit.audit_logs WHERE ticket_id = 77 ORDER BY version
                        """).stream().map(List::getFirst))
                .containsExactly(
                        "audit.audit_logs_2020_01",
                        "audit.audit_logs_2023_12",
                        "audit.audit_logs_2024_01",
                        "audit.audit_logs_2031_07");
        assertThatThrownBy(() -> desk.execute(DatabaseRole.AUDIT, "SELECT audit.ensure_partition('2100-01-01')"))
                .hasMessageContaining("no partition is made");
    }

    @Test
    void theOwnerCannotChangeARowUnnoticed() throws SQLException {
        int chain = longestChain();
        assertThat(verify().isIntact()).isTrue();
        tamper("UPDATE audit.audit_logs SET actor_id = 99 WHERE seq = 3 AND chain = " + chain);
        assertBroken(chain, 3, "its columns or its hash were changed");
        tamper("UPDATE audit.audit_logs SET actor_id = 3, occurred_at = occurred_at + interval '1 us' WHERE seq = 2"
                + " AND chain = " + chain);
        assertBroken(chain, 2, "its columns or its hash were changed");
        tamper("UPDATE audit.audit_logs SET data = data || ' ' WHERE seq = 1 AND chain = " + chain);
        assertBroken(chain, 1, "its data was changed");
    }

    @Test
    void theOwnerCannotMoveRowsUnnoticed() throws SQLException {
        int chain = longestChain();
        tamper(
                "UPDATE audit.audit_logs SET seq = CASE seq WHEN 2 THEN 3000 ELSE 2000 END WHERE seq IN (2, 3) AND chain = "
                        + chain);
        tamper("UPDATE audit.audit_logs SET seq = CASE seq WHEN 3000 THEN 3 ELSE 2 END WHERE seq >= 2000 AND chain = "
                + chain);
        assertBroken(chain, 2, "it does not follow the row before it");
    }

    @Test
    void theOwnerCannotRemoveARowUnnoticed() throws SQLException {
        int chain = longestChain();
        tamper("DELETE FROM audit.audit_logs WHERE seq = (SELECT max(seq) FROM audit.audit_logs WHERE chain = " + chain
                + ") AND chain = " + chain);
        assertThat(verify().breaks())
                .singleElement()
                .satisfies(
                        broken -> assertThat(broken.reason()).isEqualTo("the row is missing at the end of the chain"));
        tamper("DELETE FROM audit.audit_logs WHERE seq = 4 AND chain = " + chain);
        assertBroken(chain, 4, "the row is missing");
        tamper("DELETE FROM audit.chain_heads WHERE chain = " + chain);
        assertBroken(chain, 4, "the row is missing");
    }

    @Test
    void anErasedPersonLeavesTheChainWhole() throws SQLException {
        tamper("UPDATE audit.audit_logs SET data = NULL WHERE ticket_id = 1");
        assertThat(verify().breaks()).isEmpty();
        assertThat(verify().rows()).isEqualTo(40);
        assertThat(verify().erased()).isEqualTo(5);
        assertThat(desk.query("SELECT ip, changes FROM audit.trail WHERE ticket_id = 1"))
                .containsOnly(List.of("null", "null"));
    }

    private int longestChain() {
        return Integer.parseInt(desk.query("SELECT chain FROM audit.chain_heads ORDER BY seq DESC LIMIT 1")
                .getFirst()
                .getFirst());
    }

    private void tamper(String sql) throws SQLException {
        desk.execute(DatabaseRole.OWNER, sql);
    }

    private ChainReport verify() {
        return desk.verify();
    }

    private void assertBroken(int chain, long seq, String reason) {
        assertThat(verify().breaks()).containsExactly(new ChainBreak(chain, seq, reason));
    }

    private void awaitAudited(long rows) {
        desk.awaitAudited(rows);
    }
}
