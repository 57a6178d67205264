package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** From when on tickets are given what a body says of a policy. */
final class EffectiveFrom {

    static final String FIELD = "effective_from";
    private static final Duration LATEST = Duration.ofDays(3_653);

    private EffectiveFrom() {}

    /**
     * Takes it out of the body; null stands for now.
     *
     * @param otherwise where the body does not say
     * @throws ProblemException.Invalid names the field
     */
    static Instant take(ObjectNode body, Instant now, Instant otherwise) {
        JsonNode said = body.remove(FIELD);
        if (said == null) {
            return otherwise;
        }
        return said.isNull() ? now : read(said, now);
    }

    private static Instant read(JsonNode said, Instant now) {
        Instant at = parse(said);
        if (at.isBefore(now)) {
            throw new ProblemException.Invalid(FIELD, "must not be in the past; leave it out for now");
        }
        if (at.isAfter(now.plus(LATEST))) {
            throw new ProblemException.Invalid(FIELD, "must be within ten years");
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant parse(JsonNode said) {
        try {
            return OffsetDateTime.parse(said.isTextual() ? said.textValue() : "")
                    .toInstant();
        } catch (DateTimeException e) {
            throw new ProblemException.Invalid(FIELD, "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }
}
