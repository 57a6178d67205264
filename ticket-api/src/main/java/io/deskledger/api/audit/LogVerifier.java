package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.chain.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Walks the hash chains of the log and names the first broken row; needs memory for one page of rows. */
@Singleton
public final class LogVerifier {

    private final ChainQueries log;
    private final CheckpointSource source;
    private final VerifySettings settings;
    private final Clock clock;

    LogVerifier(ChainQueries log, CheckpointSource source, VerifySettings settings, Clock clock) {
        this.log = log;
        this.source = source;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks the log, or one chain of it.
     *
     * @param fromSeq the first row to check; what its predecessor's hash says is believed
     * @throws ProblemException.NotFound where there is no such chain, or no such row in it
     */
    public Verification verify(@Nullable Integer chain, long fromSeq) {
        Instant deadline = clock.instant().plus(settings.limit());
        BooleanSupplier late = () -> !clock.instant().isBefore(deadline);
        try (Checkpoints checkpoints = source.open()) {
            List<ChainCheck> checks = new ArrayList<>();
            boolean complete = true;
            ChainBreak first = null;
            for (ChainQueries.Head head : heads(chain, checkpoints)) {
                ChainCheck check = new ChainCheck(log, head, walk(head, fromSeq), checkpoints);
                ChainCheck.Outcome outcome = check.run(late);
                checks.add(check);
                complete &= outcome.finished();
                first = first == null ? outcome.broken().orElse(null) : first;
            }
            return result(checks, checkpoints, first, complete);
        }
    }

    private static Verification result(
            List<ChainCheck> checks, Checkpoints checkpoints, @Nullable ChainBreak first, boolean complete) {
        List<Verification.Chain> chains =
                checks.stream().map(ChainCheck::result).toList();
        return new Verification(
                chains.stream().mapToLong(Verification.Chain::rows).sum(),
                checks.stream().mapToLong(ChainCheck::erased).sum(),
                chains,
                new Verification.Sealing(
                        checkpoints.source(),
                        checks.stream().mapToLong(ChainCheck::checkpoints).sum(),
                        checks.stream().mapToLong(ChainCheck::untrusted).sum(),
                        checkpoints.unreadable()),
                broken(first),
                complete);
    }

    /** A chain of which only checkpoints are left is walked too: all its rows are missing. */
    private List<ChainQueries.Head> heads(@Nullable Integer chain, Checkpoints checkpoints) {
        Map<Integer, ChainQueries.Head> heads = new TreeMap<>();
        checkpoints.chains().forEach(one -> heads.put(one, new ChainQueries.Head(one, 0, Hash.GENESIS)));
        AuditSchema.require(log::heads).forEach(head -> heads.put(head.chain(), head));
        if (chain == null) {
            return List.copyOf(heads.values());
        }
        ChainQueries.Head one = heads.get(chain);
        if (one == null) {
            throw new ProblemException.NotFound("There is no chain " + chain);
        }
        return List.of(one);
    }

    private ChainWalk walk(ChainQueries.Head head, long fromSeq) {
        long before = fromSeq - 1;
        return before == 0
                ? ChainWalk.fromStart(head.chain())
                : log.hashAt(head.chain(), before)
                        .map(hash -> ChainWalk.after(head.chain(), before, hash))
                        .orElseThrow(() -> new ProblemException.NotFound(
                                "There is no row " + before + " in chain " + head.chain()));
    }

    private static Verification.@Nullable Broken broken(@Nullable ChainBreak first) {
        return first == null ? null : new Verification.Broken(first.chain(), first.seq(), first.reason());
    }
}
