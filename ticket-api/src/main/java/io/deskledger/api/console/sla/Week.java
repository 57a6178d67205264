package io.deskledger.api.console.sla;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Draws the hours of a day that somebody is writing, as far as they can be read; what can't be the service refuses. */
final class Week {

    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,2})(?::(\\d\\d))?(?::\\d\\d)?\\s*[-–]\\s*(\\d{1,2})(?::(\\d\\d))?");
    private static final int MINUTES = 60;
    private static final int DAY = 1_440;

    private Week() {}

    /**
     * Hours as a drawing has them.
     *
     * @param from minutes since midnight
     * @param to the same
     */
    public record Span(int from, int to) {}

    /** The hours of a text such as {@code 09:00-12:30, 13:30-18:00}. */
    public static List<Span> spans(String text) {
        return SPAN.matcher(text)
                .results()
                .map(found ->
                        new Span(minutes(found.group(1), found.group(2)), minutes(found.group(3), found.group(4))))
                .filter(span -> span.from() < span.to() && span.to() <= DAY)
                .toList();
    }

    private static int minutes(String hour, @Nullable String minute) {
        return Integer.parseInt(hour) * MINUTES + (minute == null ? 0 : Integer.parseInt(minute));
    }
}
