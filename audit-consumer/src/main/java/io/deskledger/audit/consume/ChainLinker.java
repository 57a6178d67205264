package io.deskledger.audit.consume;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainHash;
import io.deskledger.model.chain.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Appends slices to their chains in memory: leaves out what is there already, numbers and hashes the rest. */
final class ChainLinker {

    private final Set<UUID> known;
    private final List<ChainHead> heads = new ArrayList<>();
    private final List<LinkedRow> rows = new ArrayList<>();
    private final List<Message.Poison> poison = new ArrayList<>();
    private int duplicates;

    /** @param known events that are in the log already */
    ChainLinker(Set<UUID> known) {
        this.known = known;
    }

    void append(ChainHead head, Slice slice) {
        long seq = head.seq();
        Hash hash = head.hash();
        for (Message message : slice.messages()) {
            switch (message) {
                case Message m when m.offset() < head.nextOffset() -> duplicates++;
                case Message.Poison p -> poison.add(p);
                case Message.Change change when !known.add(change.row().eventId()) -> duplicates++;
                case Message.Change change -> {
                    LinkedRow linked = link(change.row().at(++seq), hash);
                    rows.add(linked);
                    hash = linked.hash();
                }
            }
        }
        long next = Math.max(head.nextOffset(), slice.next());
        heads.add(new ChainHead(head.chain(), seq, hash, next, head.topicId()));
    }

    Written written() {
        return new Written(heads, rows, poison, duplicates);
    }

    private static LinkedRow link(AuditRow row, Hash previous) {
        Hash dataHash = ChainHash.ofData(Objects.requireNonNull(row.data()));
        return new LinkedRow(row, dataHash, previous, ChainHash.ofRow(previous, row, dataHash));
    }
}
