package io.deskledger.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree that grows row by row is the one that RFC 6962 defines. */
class MerkleTest {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    // Of SHA-256 over the bytes 0, 1, ... 6, computed by another program.
    private static final String SEVEN = "bee2275db16667589a4515f63e0d053a2fa602c1d9f9703e98920a5bdad59baf";

    @Test
    void theRootIsThatOfTheStandard() {
        assertThat(new MerkleFrontier().root()).hasToString(EMPTY);
        assertThat(tree(leaves(7)).root()).hasToString(SEVEN);
        for (int size = 1; size <= 300; size++) {
            assertThat(tree(leaves(size)).root()).as("%d rows", size).isEqualTo(standard(leaves(size)));
        }
    }

    @Test
    void aFrontierThatWasKeptGoesOn() {
        List<Hash> leaves = leaves(200);
        for (int kept = 0; kept <= 200; kept += 7) {
            MerkleFrontier first = tree(leaves.subList(0, kept));
            MerkleFrontier next = new MerkleFrontier(first.size(), first.peaks());
            leaves.subList(kept, 200).forEach(next::append);
            assertThat(next.root()).as("kept at %d", kept).isEqualTo(standard(leaves));
        }
        assertThatThrownBy(() -> new MerkleFrontier(3, leaves(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyRowIsProven() {
        for (int size = 1; size <= 70; size++) {
            List<Hash> leaves = leaves(size);
            Hash root = standard(leaves);
            for (int index = 0; index < size; index++) {
                List<Hash> path = MerklePath.of(index, size, new Stored(leaves));
                assertThat(MerkleProof.root(index, size, leaves.get(index), path))
                        .as("row %d of %d", index, size)
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void wholeBlocksStandForTheirRows() {
        List<Hash> leaves = leaves(3 * MerkleFrontier.BLOCK_ROWS + 700);
        for (int index : new int[] {0, 1023, 1024, 1500, 3071, 3072, 3771}) {
            Stored stored = new Stored(leaves);
            List<Hash> path = MerklePath.of(index, leaves.size(), stored);
            assertThat(MerkleProof.root(index, leaves.size(), leaves.get(index), path))
                    .isEqualTo(standard(leaves));
            assertThat(stored.rowsRead).isLessThan(2 * MerkleFrontier.BLOCK_ROWS);
        }
    }

    @Test
    void anotherRowPlaceOrPathIsRefused() {
        List<Hash> leaves = leaves(13);
        Hash root = standard(leaves);
        List<Hash> path = MerklePath.of(5, 13, new Stored(leaves));
        assertThat(MerkleProof.root(5, 13, leaves.get(6), path)).isNotEqualTo(root);
        assertThat(MerkleProof.root(4, 13, leaves.get(5), path)).isNotEqualTo(root);
        assertThat(MerkleProof.root(5, 13, leaves.get(5), path.reversed())).isNotEqualTo(root);
        assertThatThrownBy(() -> MerkleProof.root(5, 13, leaves.get(5), path.subList(1, path.size())))
                .hasMessageContaining("too short");
        List<Hash> longer = new ArrayList<>(path);
        longer.add(root);
        assertThatThrownBy(() -> MerkleProof.root(5, 13, leaves.get(5), longer)).hasMessageContaining("too long");
        assertThatThrownBy(() -> MerkleProof.root(13, 13, root, path)).hasMessageContaining("no row");
    }

    private static List<Hash> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Hash.of(Sha256.digest().digest(i < 256 ? new byte[] {(byte) i} : new byte[i])))
                .toList();
    }

    private static MerkleFrontier tree(List<Hash> leaves) {
        MerkleFrontier tree = new MerkleFrontier();
        leaves.forEach(tree::append);
        return tree;
    }

    /** RFC 6962, 2.1, word by word. */
    private static Hash standard(List<Hash> leaves) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (leaves.size() == 1) {
            bytes.write(0);
            bytes.writeBytes(leaves.getFirst().bytes());
        } else {
            int k = Integer.highestOneBit(leaves.size() - 1);
            bytes.write(1);
            bytes.writeBytes(standard(leaves.subList(0, k)).bytes());
            bytes.writeBytes(standard(leaves.subList(k, leaves.size())).bytes());
        }
        return Hash.of(Sha256.digest().digest(bytes.toByteArray()));
    }

    /** A log that counts how many of its rows are asked for. */
    private static final class Stored implements MerklePath.Leaves {

        private final List<Hash> leaves;
        private int rowsRead;

        Stored(List<Hash> leaves) {
            this.leaves = leaves;
        }

        @Override
        public Hash row(long index) {
            rowsRead++;
            return leaves.get((int) index);
        }

        @Override
        public Hash block(long index) {
            int from = (int) index * MerkleFrontier.BLOCK_ROWS;
            return standard(leaves.subList(from, from + MerkleFrontier.BLOCK_ROWS));
        }
    }
}
