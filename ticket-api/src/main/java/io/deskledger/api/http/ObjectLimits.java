package io.deskledger.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What an object of free shape may hold, so that PostgreSQL can keep it and nobody can hide a flood in it. */
public final class ObjectLimits {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_CHARACTERS = 32_768;
    private static final int MAX_EXPONENT = 308;

    private ObjectLimits() {}

    /** What is wrong with the object, or empty where it is fine. */
    public static Optional<String> problem(ObjectNode object) {
        Optional<String> problem = problem(object, 1);
        if (problem.isPresent()) {
            return problem;
        }
        return object.toString().length() + digitsAdded(object) > MAX_CHARACTERS
                ? Optional.of("must have at most " + MAX_CHARACTERS + " characters of JSON")
                : Optional.empty();
    }

    private static Optional<String> problem(JsonNode node, int depth) {
        if (node.isTextual() && !TextRules.isStorable(node.textValue())) {
            return Optional.of(TextRules.MESSAGE);
        }
        if (node.isNumber() && isGiant(node.decimalValue())) {
            return Optional.of("must hold no number beyond 1e" + MAX_EXPONENT);
        }
        if (!node.isContainerNode()) {
            return Optional.empty();
        }
        if (depth > MAX_DEPTH) {
            return Optional.of("must be nested at most " + MAX_DEPTH + " deep");
        }
        for (var field : node.properties()) {
            if (!TextRules.isStorable(field.getKey())) {
                return Optional.of(TextRules.MESSAGE);
            }
        }
        for (JsonNode child : node) {
            Optional<String> problem = problem(child, depth + 1);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** By how much the numbers are longer without exponents, as PostgreSQL keeps and shows them. */
    private static long digitsAdded(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            long digits = number.scale() > 0
                    ? Math.max(number.precision(), number.scale() + 1L) + 1
                    : number.precision() - (long) number.scale();
            return Math.max(0, digits - node.toString().length());
        }
        long added = 0;
        for (JsonNode child : node) {
            added += digitsAdded(child);
        }
        return added;
    }

    private static boolean isGiant(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT
                || Math.abs((long) number.scale()) > MAX_EXPONENT;
    }
}
