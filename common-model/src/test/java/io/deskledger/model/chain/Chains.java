package io.deskledger.model.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Chains as the audit consumer would write them, and checkpoints as it would sign them. */
final class Chains {

    static final int CHAIN = 3;
    static final Instant START = Instant.parse("2026-03-01T10:15:30.123456Z");
    static final CheckpointSigner SIGNER = CheckpointPem.signer(CheckpointPem.generate());
    static final CheckpointKeys KEYS = new CheckpointKeys(List.of(SIGNER.publicKey()));

    private Chains() {}

    /** Rows 1 to {@code size} with the title of each. */
    static List<ChainLink> of(int size, String title) {
        List<ChainLink> links = new ArrayList<>();
        for (int seq = 1; seq <= size; seq++) {
            links.add(link(links.isEmpty() ? Hash.GENESIS : links.getLast().hash(), row(seq, title + seq)));
        }
        return links;
    }

    /** The same rows behind one another, with hashes that are right again. */
    static List<ChainLink> rewritten(List<AuditRow> rows) {
        List<ChainLink> links = new ArrayList<>();
        for (AuditRow row : rows) {
            links.add(link(links.isEmpty() ? Hash.GENESIS : links.getLast().hash(), row.at(links.size() + 1L)));
        }
        return links;
    }

    static ChainLink link(Hash previous, AuditRow row) {
        Hash data = ChainHash.ofData(String.valueOf(row.data()));
        return new ChainLink(row, data, previous, ChainHash.ofRow(previous, row, data));
    }

    static AuditRow row(long seq, String title) {
        return new AuditRow(
                CHAIN,
                seq,
                new UUID(7, seq),
                START,
                START,
                "io.deskledger.ticket.updated.v1",
                "tickets",
                42,
                42L,
                seq,
                "UPDATE",
                null,
                "system",
                "req-" + seq,
                seq,
                "{\"title\":\"" + title + "\"}");
    }

    /** Checkpoints of the chain at those sizes. */
    static List<SignedCheckpoint> checkpoints(List<ChainLink> links, int... sizes) {
        List<SignedCheckpoint> signed = new ArrayList<>();
        Hash previous = Hash.GENESIS;
        int from = 0;
        for (int size : sizes) {
            List<Hash> hashes =
                    links.subList(0, size).stream().map(ChainLink::hash).toList();
            MerkleFrontier tree = new MerkleFrontier();
            hashes.forEach(tree::append);
            Checkpoint checkpoint = new Checkpoint(
                    CHAIN,
                    size,
                    tree.root(),
                    hashes.getLast(),
                    RowMarks.of(hashes.subList(from, size)),
                    START.plusSeconds(size),
                    previous);
            signed.add(SIGNER.sign(checkpoint));
            previous = checkpoint.hash();
            from = size;
        }
        return signed;
    }
}
