package io.deskledger.api.audit;

import io.deskledger.api.sql.Portion;
import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.chain.SealedWalk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** The check of one chain, a page of rows at a time, up to where its head stood at the beginning. */
final class ChainCheck {

    private static final Instant NO_TIME = Instant.EPOCH;
    private static final Instant ANY_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final ChainQueries log;
    private final ChainQueries.Head head;
    private final SealedWalk walk;
    private final boolean fromStart;
    private long rows;
    private long erased;

    /** @param walk over the chain of that head, from its start or from behind some row */
    ChainCheck(ChainQueries log, ChainQueries.Head head, ChainWalk walk, Checkpoints checkpoints) {
        this.log = log;
        this.head = head;
        this.fromStart = walk.seq() == 0;
        this.walk = new SealedWalk(walk, checkpoints.of(head.chain()), checkpoints.keys());
    }

    /**
     * Walks until the end, the first broken row, or until it is told to stop. While a page is hashed the next one is
     * read, so that the database and this process work at the same time.
     */
    Outcome run(BooleanSupplier stop) {
        Future<Portion<ChainLink>> next = read(fromStart ? Long.MIN_VALUE : walk.seq(), fromStart ? NO_TIME : ANY_TIME);
        while (!stop.getAsBoolean()) {
            Portion<ChainLink> page = VerifyExecutor.await(next);
            if (page.more()) {
                AuditRow row = page.rows().getLast().row();
                next = read(row.seq(), row.recordedAt());
            }
            Optional<ChainBreak> broken = check(page.rows());
            if (broken.isPresent() || !page.more()) {
                return new Outcome(broken.or(this::end), true);
            }
        }
        return new Outcome(Optional.empty(), false);
    }

    private Future<Portion<ChainLink>> read(long seq, Instant recordedAt) {
        FutureTask<Portion<ChainLink>> page =
                new FutureTask<>(() -> log.rows(head.chain(), seq, recordedAt, head.seq()));
        Thread.ofVirtual().name("audit-verify-page").start(page);
        return page;
    }

    private Optional<ChainBreak> check(List<ChainLink> page) {
        for (ChainLink link : page) {
            rows++;
            erased += link.row().data() == null ? 1 : 0;
            Optional<ChainBreak> broken = walk.next(link);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<ChainBreak> end() {
        return walk.end(head.seq(), head.hash())
                .or(() -> log.behindHead(head.chain())
                        .map(seq -> new ChainBreak(head.chain(), seq, "the chain's head does not know the row")));
    }

    long erased() {
        return erased;
    }

    long checkpoints() {
        return walk.checkpoints();
    }

    long untrusted() {
        return walk.untrusted();
    }

    Verification.Chain result() {
        return new Verification.Chain(
                head.chain(), rows, walk.seq(), walk.hash().toString(), walk.sealed());
    }

    /** How a check ended: with a broken row or none, at the end or before. */
    record Outcome(Optional<ChainBreak> broken, boolean finished) {}
}
