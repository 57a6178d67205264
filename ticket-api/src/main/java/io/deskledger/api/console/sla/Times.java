package io.deskledger.api.console.sla;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them into forms: {@code 4h}, {@code 1d 12h}, {@code 90m}, {@code 30s}. */
final class Times {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(\\d{1,4})\\s*d)?\\s*(?:(\\d{1,5})\\s*h)?\\s*(?:(\\d{1,6})\\s*m(?:in)?)?\\s*(?:(\\d{1,9})\\s*s)?");
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    private Times() {}

    /** The seconds, or null where the text is no length of time. */
    static @Nullable Long seconds(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            return null;
        }
        return part(matcher, 1) * DAY + part(matcher, 2) * HOUR + part(matcher, 3) * MINUTE + part(matcher, 4);
    }

    /** The shortest text that means as much. */
    static String text(long seconds) {
        StringBuilder text = new StringBuilder();
        append(text, seconds / DAY, "d");
        append(text, seconds % DAY / HOUR, "h");
        append(text, seconds % HOUR / MINUTE, "m");
        append(text, seconds % MINUTE, "s");
        return text.toString();
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static void append(StringBuilder text, long value, String unit) {
        if (value > 0) {
            text.append(text.isEmpty() ? "" : " ").append(value).append(unit);
        }
    }
}
