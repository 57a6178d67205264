package io.deskledger.api.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter lies in its topic. */
record LetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})-(\\d{1,18})");

    static final LetterId FIRST = new LetterId(0, 0);

    /** The id of that text, or empty where it can be none. */
    static Optional<LetterId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Where the one behind it may lie. */
    LetterId next() {
        return new LetterId(partition, offset + 1);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
