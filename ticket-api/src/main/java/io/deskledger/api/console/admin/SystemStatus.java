package io.deskledger.api.console.admin;

import io.deskledger.api.audit.GapService;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.report.Frames;
import io.deskledger.api.report.SummaryProof;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How far each part of the system has come. */
@Singleton
final class SystemStatus {

    private final GapService gaps;
    private final Frames frames;
    private final SummaryProof proof;

    SystemStatus(GapService gaps, Frames frames, SummaryProof proof) {
        this.gaps = gaps;
        this.frames = frames;
        this.proof = proof;
    }

    /** What there is to tell; a part that is not there yet is left out, and why. */
    Map<String, Object> read() {
        Map<String, Object> model = new HashMap<>();
        try {
            model.put("backlog", gaps.backlog());
        } catch (ProblemException.Unavailable notYet) {
            model.put("noAudit", notYet.detail());
        }
        try {
            model.put("summaries", frames.status());
            model.put("proof", proof.last());
        } catch (ProblemException.Unavailable notYet) {
            model.put("noSummaries", notYet.detail());
        }
        return model;
    }
}
