package io.deskledger.audit.chain;

import io.deskledger.model.chain.AuditRowJson;
import io.deskledger.model.chain.ChainLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Walks all chains of an export of the audit log: one row a line, the rows of each chain in their order. An export
 * knows no heads, so only checkpoints tell of rows that are missing at its end.
 */
public final class ExportVerifier {

    private static final int BATCH = 4_000;

    private final Seals seals;
    private final Map<Integer, ChainTally> chains = new TreeMap<>();
    private long lines;

    public ExportVerifier(Seals seals) {
        this.seals = seals;
        seals.chains().forEach(chain -> chains.put(chain, new ChainTally(chain, seals)));
    }

    /**
     * Checks every row.
     *
     * @throws IllegalArgumentException where a line is no row of the log; the message has its number
     */
    public ChainReport verify(BufferedReader export) throws IOException {
        List<String> batch = new ArrayList<>(BATCH);
        for (String line = export.readLine(); line != null; line = export.readLine()) {
            batch.add(line);
            if (batch.size() == BATCH) {
                take(batch);
            }
        }
        take(batch);
        return new ChainReport(chains.values().stream().map(ChainTally::end).toList());
    }

    /** Parsing is most of the work and is shared by the processors; the order is kept. */
    private void take(List<String> batch) {
        long before = lines;
        List<ChainLink> links = IntStream.range(0, batch.size())
                .parallel()
                .filter(i -> !batch.get(i).isBlank())
                .mapToObj(i -> read(batch.get(i), before + i + 1))
                .toList();
        lines += batch.size();
        batch.clear();
        for (ChainLink link : links) {
            chains.computeIfAbsent(link.row().chain(), chain -> new ChainTally(chain, seals))
                    .next(link);
        }
    }

    private static ChainLink read(String line, long number) {
        try {
            return AuditRowJson.read(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }
}
