package io.deskledger.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InclusionProofTest {

    private final List<ChainLink> chain = Chains.of(40, "t");
    private final List<SignedCheckpoint> signed = Chains.checkpoints(chain, 10, 33);

    @Test
    void provesEachRowBehindItself() {
        for (int seq = 1; seq <= 33; seq++) {
            InclusionProof proof = proof(chain.get(seq - 1), seq, signed.getLast());
            assertThat(proof.flaw(Chains.KEYS)).as("row %d", seq).isEmpty();
            assertThat(InclusionProofJson.read(InclusionProofJson.write(proof))).isEqualTo(proof);
        }
    }

    @Test
    void anythingElseHasAFlaw() {
        InclusionProof proof = proof(chain.get(6), 7, signed.getLast());
        ChainLink link = proof.link();
        CheckpointKeys strangers = new CheckpointKeys(
                List.of(CheckpointPem.signer(CheckpointPem.generate()).publicKey()));
        assertThat(proof.flaw(strangers)).contains("no trusted key has signed the checkpoint");

        AuditRow other = Chains.row(7, "forged");
        assertFlaw(new ChainLink(other, link.dataHash(), link.previousHash(), link.hash()), proof, "the data is not");
        assertFlaw(Chains.link(link.previousHash(), other), proof, "was not at this place");
        assertFlaw(
                new ChainLink(link.row().at(8), link.dataHash(), link.previousHash(), link.hash()),
                proof,
                "the row is not what was hashed");
        assertFlaw(chain.get(7), proof, "was not at this place");
        assertFlaw(chain.get(36), proof, "was not at this place");
        assertThat(new InclusionProof(link, proof.path(), signed.getFirst()).flaw(Chains.KEYS))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains("was not at this place"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"row\":{},\"path\":[],\"checkpoint\":{}}"})
    void whatIsNoProofIsRefused(String text) {
        assertThatThrownBy(() -> InclusionProofJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFlaw(ChainLink link, InclusionProof proof, String flaw) {
        assertThat(new InclusionProof(link, proof.path(), proof.checkpoint()).flaw(Chains.KEYS))
                .hasValueSatisfying(found -> assertThat(found).contains(flaw));
    }

    private InclusionProof proof(ChainLink link, long seq, SignedCheckpoint checkpoint) {
        List<Hash> path = MerklePath.of(seq - 1, checkpoint.checkpoint().size(), new MerklePath.Leaves() {
            @Override
            public Hash row(long index) {
                return chain.get((int) index).hash();
            }

            @Override
            public Hash block(long index) {
                throw new AssertionError("no block is full");
            }
        });
        return new InclusionProof(link, path, checkpoint);
    }
}
