package io.deskledger.runtime.settings;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a value has to be.
 *
 * @param wanted completes "has to be", or "has to have"
 */
record Rule(String wanted, Predicate<String> met) {

    static Rule matching(String wanted, String pattern) {
        return new Rule(wanted, Pattern.compile(pattern).asMatchPredicate());
    }

    /** The same, or nothing at all. */
    Rule orEmpty() {
        return new Rule(wanted, value -> value.isEmpty() || met.test(value));
    }

    static Rule number(long least, long most) {
        return new Rule("be a whole number from %d to %d".formatted(least, most), value -> {
            try {
                long number = Long.parseLong(value);
                return number >= least && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }
}
