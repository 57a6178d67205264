package io.deskledger.model.chain;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a Merkle tree as RFC 6962 (2.1) defines it, over the hashes of the rows of a chain: the roots of
 * the full subtrees, largest first. That is all that is needed to append rows and to know the root. For one thread.
 */
public final class MerkleFrontier {

    /** The level of the subtrees whose roots are kept, so that a proof need not read the whole chain. */
    public static final int BLOCK_LEVEL = 10;

    /** Rows in a block. */
    public static final int BLOCK_ROWS = 1 << BLOCK_LEVEL;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.digest();
    private final List<Hash> peaks;
    private final List<Hash> blocks = new ArrayList<>();
    private long size;

    /** The tree without a row. */
    public MerkleFrontier() {
        this(0, List.of());
    }

    /**
     * The tree that had this frontier.
     *
     * @throws IllegalArgumentException where a tree of that size has another number of subtrees
     */
    public MerkleFrontier(long size, List<Hash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException("a tree of %d rows has no %d subtrees".formatted(size, peaks.size()));
        }
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /** Appends the row with that hash. */
    public void append(Hash row) {
        append(leaf(digest, row), 0);
    }

    /** Appends a full subtree of {@code 2^level} rows; the tree's size must be a multiple of that. */
    void append(Hash subtree, int level) {
        long rows = 1L << level;
        if ((size & (rows - 1)) != 0) {
            throw new IllegalArgumentException("no subtree of level %d begins at %d".formatted(level, size));
        }
        size += rows;
        Hash root = subtree;
        int height = level;
        collect(root, height);
        while ((size & ((2L << height) - 1)) == 0) {
            root = node(digest, peaks.removeLast(), root);
            height++;
            collect(root, height);
        }
        peaks.add(root);
    }

    private void collect(Hash root, int height) {
        if (height == BLOCK_LEVEL) {
            blocks.add(root);
        }
    }

    /** The roots of the blocks that were completed since the last call, in order. */
    public List<Hash> takeBlocks() {
        List<Hash> taken = List.copyOf(blocks);
        blocks.clear();
        return taken;
    }

    public long size() {
        return size;
    }

    /** The roots of the full subtrees, largest first: one for each bit of the size. */
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    /** The root over all rows. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.owning(digest.digest());
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = node(digest, peaks.get(i), root);
        }
        return root;
    }

    static Hash leaf(MessageDigest digest, Hash row) {
        digest.update(LEAF);
        row.update(digest);
        return Hash.owning(digest.digest());
    }

    static Hash node(MessageDigest digest, Hash left, Hash right) {
        digest.update(NODE);
        left.update(digest);
        right.update(digest);
        return Hash.owning(digest.digest());
    }
}
