package io.deskledger.api.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A day that was over and complete, and says something else now.
 *
 * @param cause the change that did it, or what else had the day computed again
 * @param oldFigures the figures that differ, by the names of the dictionary's sums
 * @param newFigures the same as they are since
 */
@Serdeable
record Restatement(
        long id, LocalDate day, Instant restatedAt, String cause, JsonNode oldFigures, JsonNode newFigures) {}
