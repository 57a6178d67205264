package io.deskledger.model.chain;

import java.util.ArrayList;
import java.util.List;

/** The audit path of RFC 6962 (2.1.1): what proves that a row stands in a tree whose root is known. */
public final class MerklePath {

    private MerklePath() {}

    /**
     * The stretches of rows whose subtree roots make the path, the nearest first.
     *
     * @param index the row, from 0
     * @param size the rows of the tree
     */
    public static List<Stretch> stretches(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no row %d in a tree of %d".formatted(index, size));
        }
        List<Stretch> found = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (index < middle) {
                found.addFirst(new Stretch(middle, to));
                to = middle;
            } else {
                found.addFirst(new Stretch(from, middle));
                from = middle;
            }
        }
        return found;
    }

    /** The path itself. */
    public static List<Hash> of(long index, long size, Leaves leaves) {
        return stretches(index, size).stream()
                .map(stretch -> root(stretch, leaves))
                .toList();
    }

    private static Hash root(Stretch stretch, Leaves leaves) {
        MerkleFrontier tree = new MerkleFrontier();
        long at = stretch.from();
        while (at < stretch.to()) {
            boolean whole = at % MerkleFrontier.BLOCK_ROWS == 0 && stretch.to() - at >= MerkleFrontier.BLOCK_ROWS;
            if (whole) {
                tree.append(leaves.block(at / MerkleFrontier.BLOCK_ROWS), MerkleFrontier.BLOCK_LEVEL);
                at += MerkleFrontier.BLOCK_ROWS;
            } else {
                tree.append(leaves.row(at));
                at++;
            }
        }
        return tree.root();
    }

    /** Rows {@code from} (included, from 0) to {@code to} (excluded). */
    public record Stretch(long from, long to) {}

    /** Where the hashes of rows and of whole blocks are known, both counted from 0. */
    public interface Leaves {

        Hash row(long index);

        Hash block(long index);
    }
}
