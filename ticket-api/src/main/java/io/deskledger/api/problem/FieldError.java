package io.deskledger.api.problem;

import io.micronaut.serde.annotation.Serdeable;

/**
 * One thing wrong with one field of a request.
 *
 * @param field the field's API name, or the parameter's
 * @param message what the rule is
 */
@Serdeable
public record FieldError(String field, String message) {}
