package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.InclusionProof;
import io.deskledger.model.chain.InclusionProofJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log over HTTP, held against what was signed of it; and the proof of one entry. */
class SealedLogIT {

    private static final int ROWS = 8_000;

    @TempDir
    private Path folder;

    private final CheckpointSigner signer = CheckpointPem.signer(CheckpointPem.generate());
    private AuditDatabase audit;
    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        audit = new AuditDatabase(ApiServer.newDesk());
        Files.writeString(key(), CheckpointPem.write(signer.publicKey()));
        server = ApiServer.start(audit.access(), settings(file().toString()));
        audit.migrate();
        ChainedLog.fill(audit, ROWS);
        Files.write(file(), ChainedLog.seal(audit, signer, 700, 1_500, 1_900));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasWrittenFitsWhatWasSigned() {
        JsonNode answer = verify();
        assertThat(answer.get("first_broken").isNull()).isTrue();
        assertThat(answer.at("/checkpoints/source").textValue()).isEqualTo("file");
        assertThat(answer.at("/checkpoints/checked").longValue()).isEqualTo(12);
        assertThat(answer.at("/checkpoints/untrusted").longValue()).isZero();
        assertThat(answer.get("chains").findValues("sealed")).allMatch(last -> last.longValue() == 1_900);
        JsonNode part = server.admin()
                .get("/audit/verify?chain=2&from_seq=1000")
                .expect(200)
                .json();
        assertThat(part.at("/checkpoints/checked").longValue()).isEqualTo(2);
    }

    @Test
    void aChainThatWasComputedAnewIsFoundWhereverTheCheckpointsAre() throws IOException {
        ChainedLog.forge(audit, 2, 1_234);
        assertBroken(verify(), 1_234);
        audit.execute("DELETE FROM audit.checkpoints");
        assertBroken(verify(), 1_234);
        audit.execute("DELETE FROM audit.audit_logs WHERE chain = 2; DELETE FROM audit.chain_heads WHERE chain = 2");
        assertBroken(verify(), 1);
        Files.delete(file());
        server.admin().get("/audit/verify").expectProblem(503);
    }

    @Test
    void withoutAFileThoseOfTheDatabaseCount() {
        try (ApiServer other = ApiServer.start(audit.access(), settings(""))) {
            JsonNode answer = other.admin().get("/audit/verify").expect(200).json();
            assertThat(answer.at("/checkpoints/source").textValue()).isEqualTo("database");
            assertThat(answer.at("/checkpoints/checked").longValue()).isEqualTo(12);
            ChainedLog.forge(audit, 2, 1_234);
            assertBroken(other.admin().get("/audit/verify").expect(200).json(), 1_234);
        }
    }

    @Test
    void anEntryIsProvenByWhatTheAnswerHas() {
        CheckpointKeys keys = new CheckpointKeys(List.of(signer.publicKey()));
        for (int seq : new int[] {1, 2, 700, 701, 1_024, 1_025, 1_900}) {
            InclusionProof proof =
                    InclusionProofJson.read(prove(event(seq)).expect(200).json().toString());
            assertThat(proof.link().row().seq()).isEqualTo(seq);
            assertThat(proof.flaw(keys)).as("row %d", seq).isEmpty();
        }
        assertThat(audit.texts("SELECT data FROM support.outbox WHERE type = 'io.deskledger.audit.read.v1'"))
                .as("reads of the log are audited")
                .hasSize(7)
                .anySatisfy(data -> assertThat(data).contains(event(1_024)));
    }

    @Test
    void whatCantBeProvenSaysWhy() {
        assertThat(prove(event(1_901)).expectProblem(409).text("detail")).contains("No checkpoint covers");
        prove(UUID.randomUUID().toString()).expectProblem(404);
        prove("019ca8e5-5e4b-7000-8000-000000000001").expectProblem(404);
        prove("17").expectProblem(404);
        server.agent().client().get("/audit/" + event(5) + "/proof").expectProblem(403);
        server.admin().get("/audit/" + event(5) + "/proof?deep=true").expectProblem(400);
        ChainedLog.forge(audit, 2, 1_234);
        assertThat(prove(event(1_234)).expectProblem(409).text("detail")).contains("can't be proven");
    }

    private String event(int seq) {
        return audit.texts("SELECT event_id FROM audit.audit_logs WHERE chain = 2 AND seq = " + seq)
                .getFirst();
    }

    private Answer prove(String event) {
        return server.admin().get("/audit/" + event + "/proof");
    }

    private JsonNode verify() {
        return server.admin().get("/audit/verify").expect(200).json();
    }

    private static void assertBroken(JsonNode answer, long seq) {
        assertThat(answer.at("/first_broken/chain").intValue()).isEqualTo(2);
        assertThat(answer.at("/first_broken/seq").longValue())
                .as(answer.at("/first_broken/reason").textValue())
                .isEqualTo(seq);
    }

    private Map<String, Object> settings(String checkpoints) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("deskledger.relay.enabled", false);
        settings.put("DESKLEDGER_AUDIT_CHECKPOINT_FILE", checkpoints);
        settings.put("DESKLEDGER_AUDIT_CHECKPOINT_PUBLIC_KEY_FILE", key().toString());
        return settings;
    }

    private Path file() {
        return folder.resolve("checkpoints.ndjson");
    }

    private Path key() {
        return folder.resolve("public.pem");
    }
}
