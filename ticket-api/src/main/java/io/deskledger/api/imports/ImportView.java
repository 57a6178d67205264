package io.deskledger.api.imports;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it.
 *
 * @param id its id
 * @param status {@code running}, {@code done} or {@code failed}
 * @param read how many lines were read
 * @param imported how many became tickets
 * @param skipped how many had been imported before
 * @param refused how many broke a rule
 * @param errors the first 1,000 of the refused ones; null in lists
 * @param percent how much of the file is done
 * @param rate lines per second since it was started, or null before
 * @param secondsLeft how long it will take at that rate, or null where that is unknown
 * @param failure why all of it failed, or null
 */
@Serdeable
public record ImportView(
        long id,
        String status,
        long read,
        long imported,
        long skipped,
        long refused,
        @Nullable List<LineError> errors,
        double percent,
        @Nullable Double rate,
        @Nullable Long secondsLeft,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** One refused line. */
    @Serdeable
    public record LineError(long line, String reason) {}
}
