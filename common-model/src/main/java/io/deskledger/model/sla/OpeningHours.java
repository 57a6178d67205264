package io.deskledger.model.sla;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a day by the clock on the wall, such as 09:00 to 12:30. It opens at {@code from} and is closed again at
 * {@code to}.
 *
 * @param from seconds since midnight as the wall clock shows them, 0 to 86,399
 * @param to the same, after {@code from}; 86,400 is the end of the day, written 24:00
 */
public record OpeningHours(int from, int to) {

    /** From midnight to midnight. */
    public static final OpeningHours WHOLE_DAY = new OpeningHours(0, 86_400);

    private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d)(?::(\\d\\d))?");

    public OpeningHours {
        if (from < 0 || from >= 86_400) {
            throw new InvalidSlaException("from", "has to be a time from 00:00 to 23:59:59");
        }
        if (to > 86_400) {
            throw new InvalidSlaException("to", "has to be a time up to 24:00");
        }
        if (to <= from) {
            throw new InvalidSlaException("to", "has to be after from; hours past midnight belong to the next day");
        }
    }

    /** From texts such as {@code 09:00} and {@code 24:00}, seconds optional. */
    public static OpeningHours of(String from, String to) {
        return new OpeningHours(parse("from", from), parse("to", to));
    }

    public String fromText() {
        return text(from);
    }

    public String toText() {
        return text(to);
    }

    private static int parse(String field, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidSlaException(field, "has to be a time such as 09:00 or 24:00");
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        if (minute > 59 || second > 59 || hour > 24) {
            throw new InvalidSlaException(field, "has to be a time such as 09:00 or 24:00");
        }
        return hour * 3600 + minute * 60 + second;
    }

    private static String text(int second) {
        String minutes = "%02d:%02d".formatted(second / 3600, second / 60 % 60);
        return second % 60 == 0 ? minutes : minutes + ":%02d".formatted(second % 60);
    }
}
