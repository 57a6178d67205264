package io.deskledger.model.chain;

import java.security.MessageDigest;
import java.util.List;

/** The root that follows from a row and its audit path, as RFC 9162 (2.1.3.2) computes it. */
public final class MerkleProof {

    private MerkleProof() {}

    /**
     * The root of the tree in which the row stands, if the path is right.
     *
     * @param index the row, from 0
     * @param size the rows of the tree
     * @param row the hash of the row
     * @throws IllegalArgumentException where a path in such a tree has another length
     */
    public static Hash root(long index, long size, Hash row, List<Hash> path) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no row %d in a tree of %d".formatted(index, size));
        }
        MessageDigest digest = Sha256.digest();
        long at = index;
        long last = size - 1;
        Hash root = MerkleFrontier.leaf(digest, row);
        for (Hash sibling : path) {
            if (last == 0) {
                throw new IllegalArgumentException("the path is too long");
            }
            if (at % 2 == 1 || at == last) {
                root = MerkleFrontier.node(digest, sibling, root);
                while (at % 2 == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                root = MerkleFrontier.node(digest, root, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new IllegalArgumentException("the path is too short");
        }
        return root;
    }
}
