package io.deskledger.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedWalkTest {

    private final List<ChainLink> chain = Chains.of(60, "t");
    private final List<SignedCheckpoint> signed = Chains.checkpoints(chain, 10, 33, 50);

    @Test
    void whatWasSignedFits() {
        SealedWalk walk = walk(signed);
        assertThat(run(walk, chain)).isEmpty();
        assertThat(walk.checkpoints()).isEqualTo(3);
        assertThat(walk.sealed()).isEqualTo(50);
        assertThat(walk.seq()).isEqualTo(60);
    }

    @Test
    void aChainComputedAnewIsFoundAtItsFirstOtherRow() {
        for (int bad = 1; bad <= 50; bad++) {
            List<AuditRow> rows = rows(chain);
            rows.set(bad - 1, Chains.row(bad, "forged"));
            assertBroken(signed, Chains.rewritten(rows), bad, "not the row that was signed");
        }
        List<AuditRow> tail = rows(chain);
        tail.set(50, Chains.row(51, "forged"));
        assertThat(run(walk(signed), Chains.rewritten(tail)))
                .as("nothing was signed of what comes after the last checkpoint")
                .isEmpty();
    }

    @Test
    void rowsTakenOutPutInOrSwappedAreFoundThoughTheChainWasComputedAnew() {
        List<AuditRow> without = rows(chain);
        without.remove(20);
        assertBroken(signed, Chains.rewritten(without), 21, "not the row that was signed");
        List<AuditRow> with = rows(chain);
        with.add(20, Chains.row(21, "put in"));
        assertBroken(signed, Chains.rewritten(with), 21, "not the row that was signed");
        List<AuditRow> swapped = rows(chain);
        swapped.set(20, chain.get(40).row());
        swapped.set(40, chain.get(20).row());
        assertBroken(signed, Chains.rewritten(swapped), 21, "not the row that was signed");
    }

    @Test
    void aTailThatWasCutIsMissed() {
        assertBroken(signed, chain.subList(0, 49), 50, "the row is missing: there were 50 rows");
        assertBroken(signed, List.of(), 1, "the row is missing");
        assertThat(run(walk(signed), chain.subList(0, 50))).isEmpty();
    }

    @Test
    void theRootCountsWhereMarksAreMissing() {
        List<AuditRow> rows = rows(chain);
        rows.set(4, Chains.row(5, "forged"));
        assertBroken(signed.subList(1, 3), Chains.rewritten(rows), 1, "some of the rows 1 to 33 are not those");
        assertThat(run(walk(signed.subList(1, 3)), chain)).isEmpty();
    }

    @Test
    void theSecondOfTwoRowsIsBlamedWhereTheFirstWasSigned() {
        List<ChainLink> other = new ArrayList<>(chain);
        // A row that fits in itself, but follows another one.
        other.set(24, Chains.link(Hash.GENESIS, chain.get(24).row()));
        assertBroken(signed, other, 25, "it does not follow");
        other = new ArrayList<>(chain);
        other.set(24, Chains.link(chain.get(22).hash(), chain.get(24).row()));
        assertBroken(signed, other, 25, "it does not follow");
    }

    @Test
    void whatNobodyTrustedHasSignedCountsForNothing() {
        CheckpointSigner stranger = CheckpointPem.signer(CheckpointPem.generate());
        List<ChainLink> forged = Chains.of(60, "forged");
        List<SignedCheckpoint> checkpoints = Chains.checkpoints(forged, 60).stream()
                .map(one -> stranger.sign(one.checkpoint()))
                .toList();
        SealedWalk walk = walk(checkpoints);
        assertThat(run(walk, chain)).isEmpty();
        assertThat(walk.untrusted()).isEqualTo(1);
        assertThat(walk.sealed()).isZero();
    }

    @Test
    void ofTwoHistoriesThatWereSignedOneIsNotThere() {
        List<SignedCheckpoint> both = new ArrayList<>(signed.subList(0, 2));
        both.addAll(Chains.checkpoints(Chains.of(60, "other"), 33));
        assertBroken(both, chain, 33, "two different histories");
    }

    @Test
    void aPartIsHeldAgainstTheSignedHeads() {
        ChainWalk behind = ChainWalk.after(Chains.CHAIN, 20, chain.get(19).hash());
        SealedWalk walk = new SealedWalk(behind, signed.iterator(), Chains.KEYS);
        assertThat(run(walk, chain.subList(20, 60))).isEmpty();
        assertThat(walk.checkpoints()).isEqualTo(2);
    }

    private static void assertBroken(List<SignedCheckpoint> signed, List<ChainLink> rows, long seq, String reason) {
        Optional<ChainBreak> broken = run(walk(signed), rows);
        assertThat(broken).hasValueSatisfying(found -> {
            assertThat(found.seq()).as(found.reason()).isEqualTo(seq);
            assertThat(found.reason()).contains(reason);
        });
    }

    private static SealedWalk walk(List<SignedCheckpoint> signed) {
        return new SealedWalk(ChainWalk.fromStart(Chains.CHAIN), signed.iterator(), Chains.KEYS);
    }

    private static Optional<ChainBreak> run(SealedWalk walk, List<ChainLink> rows) {
        for (ChainLink row : rows) {
            Optional<ChainBreak> broken = walk.next(row);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return walk.end();
    }

    private static List<AuditRow> rows(List<ChainLink> chain) {
        return new ArrayList<>(chain.stream().map(ChainLink::row).toList());
    }
}
