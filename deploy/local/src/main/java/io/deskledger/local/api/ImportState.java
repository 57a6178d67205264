package io.deskledger.local.api;

import java.util.List;
import java.util.Optional;

/** What the API tells about an import. */
public record ImportState(String status, Counts counts, List<Refusal> refusals, Optional<String> failure) {

    /** Lines so far. */
    public record Counts(long read, long imported, long skipped, long refused) {}

    /** A line that was not taken. */
    public record Refusal(long line, String reason) {}

    public boolean finished() {
        return succeeded() || status.equals("failed");
    }

    public boolean succeeded() {
        return status.equals("done");
    }
}
