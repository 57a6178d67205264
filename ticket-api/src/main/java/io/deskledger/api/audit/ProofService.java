package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.InclusionProof;
import io.deskledger.model.chain.MerklePath;
import io.deskledger.model.chain.SignedCheckpoint;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Proves of one entry that it was in the log when a checkpoint was signed. */
@Singleton
class ProofService {

    private final AuditReadService reads;
    private final ChainQueries log;
    private final CheckpointQueries checkpoints;
    private final CheckpointSource source;

    ProofService(AuditReadService reads, ChainQueries log, CheckpointQueries checkpoints, CheckpointSource source) {
        this.reads = reads;
        this.log = log;
        this.checkpoints = checkpoints;
        this.source = source;
    }

    /**
     * The proof, which shows the whole entry; so it leaves an event as every read does.
     *
     * @throws ProblemException.NotFound where there is no such entry
     * @throws ProblemException.Conflict where nothing was signed of it yet, or what was signed is not what is stored
     */
    @Transactional
    InclusionProof prove(String event, Caller caller) {
        EventPlace place = EventPlace.parse(event);
        ChainLink link = AuditSchema.require(() -> log.row(place.eventId(), place.recordedAt()))
                .orElseThrow(EventPlace::missing);
        int chain = link.row().chain();
        SignedCheckpoint signed = checkpoints
                .covering(chain, link.row().seq())
                .orElseThrow(
                        () -> new ProblemException.Conflict("No checkpoint covers the entry yet; ask again later"));
        Checkpoint checkpoint = signed.checkpoint();
        StoredLeaves leaves = new StoredLeaves(log, checkpoints, chain, checkpoint.size());
        InclusionProof proof =
                new InclusionProof(link, MerklePath.of(link.row().seq() - 1, checkpoint.size(), leaves), signed);
        requireSound(proof);
        reads.tellOfEntry(place.eventId(), caller);
        return proof;
    }

    /** Where no key is configured, whoever gets the proof has to find out. */
    private void requireSound(InclusionProof proof) {
        CheckpointKeys keys = source.keys();
        Optional<String> flaw = keys.isEmpty() ? Optional.empty() : proof.flaw(keys);
        flaw.ifPresent(reason -> {
            throw new ProblemException.Conflict("The entry can't be proven: " + reason);
        });
    }
}
