package io.deskledger.bench;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainHash;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventHeader;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of a chain of the audit log, as the audit consumer makes them of its messages. */
final class SampleChain {

    static final int CHAIN = 3;
    static final int ROWS = 256;

    private SampleChain() {}

    /** Rows 1 to {@link #ROWS}, each with data of its own. */
    static List<AuditRow> rows(SampleEvent sample) {
        ChangeEvent event = sample.event();
        String data = ChangeEventCodec.data(event);
        List<AuditRow> rows = new ArrayList<>();
        for (int seq = 1; seq <= ROWS; seq++) {
            rows.add(row(event, seq, data.replaceFirst("\"version\":\\d+", "\"version\":" + seq)));
        }
        return rows;
    }

    private static AuditRow row(ChangeEvent event, long seq, String data) {
        EventHeader header = event.header();
        return new AuditRow(
                CHAIN,
                seq,
                new UUID(header.id().getMostSignificantBits(), seq),
                header.recordedAt(),
                header.time().truncatedTo(ChronoUnit.MICROS),
                event.type().wire(),
                event.type().entity(),
                header.entityId(),
                header.entityId(),
                seq,
                event.type().action().name(),
                header.actor().id(),
                header.actor().roleName(),
                header.origin().requestId(),
                seq,
                data);
    }

    /** The same with their hashes. */
    static List<ChainLink> links(List<AuditRow> rows) {
        List<ChainLink> links = new ArrayList<>();
        Hash previous = Hash.GENESIS;
        for (AuditRow row : rows) {
            Hash data = ChainHash.ofData(String.valueOf(row.data()));
            Hash hash = ChainHash.ofRow(previous, row, data);
            links.add(new ChainLink(row, data, previous, hash));
            previous = hash;
        }
        return links;
    }
}
