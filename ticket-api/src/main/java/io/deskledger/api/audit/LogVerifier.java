package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.chain.ChainBreak;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Walks the hash chains of the log and names the first broken row; needs memory for one page of rows. */
@Singleton
final class LogVerifier {

    private final ChainQueries log;
    private final VerifySettings settings;
    private final Clock clock;

    LogVerifier(ChainQueries log, VerifySettings settings, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks the log, or one chain of it.
     *
     * @param fromSeq the first row to check; what its predecessor's hash says is believed
     * @throws ProblemException.NotFound where there is no such chain, or no such row in it
     */
    Verification verify(@Nullable Integer chain, long fromSeq) {
        Instant deadline = clock.instant().plus(settings.limit());
        BooleanSupplier late = () -> !clock.instant().isBefore(deadline);
        List<Verification.Chain> chains = new ArrayList<>();
        long erased = 0;
        boolean complete = true;
        ChainBreak first = null;
        for (ChainQueries.Head head : heads(chain)) {
            ChainCheck check = fromSeq == 1 ? ChainCheck.whole(log, head) : checkFrom(head, fromSeq);
            ChainCheck.Outcome outcome = check.run(late);
            chains.add(check.result());
            erased += check.erased();
            complete &= outcome.finished();
            first = first == null ? outcome.broken().orElse(null) : first;
        }
        long rows = chains.stream().mapToLong(Verification.Chain::rows).sum();
        return new Verification(rows, erased, chains, broken(first), complete);
    }

    private List<ChainQueries.Head> heads(@Nullable Integer chain) {
        List<ChainQueries.Head> heads = AuditSchema.require(log::heads);
        if (chain == null) {
            return heads;
        }
        Optional<ChainQueries.Head> one =
                heads.stream().filter(head -> head.chain() == chain).findFirst();
        return List.of(one.orElseThrow(() -> new ProblemException.NotFound("There is no chain " + chain)));
    }

    private ChainCheck checkFrom(ChainQueries.Head head, long fromSeq) {
        long before = fromSeq - 1;
        return log.hashAt(head.chain(), before)
                .map(hash -> ChainCheck.after(log, head, before, hash))
                .orElseThrow(
                        () -> new ProblemException.NotFound("There is no row " + before + " in chain " + head.chain()));
    }

    private static Verification.@Nullable Broken broken(@Nullable ChainBreak first) {
        return first == null ? null : new Verification.Broken(first.chain(), first.seq(), first.reason());
    }
}
