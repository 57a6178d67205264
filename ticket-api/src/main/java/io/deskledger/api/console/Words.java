package io.deskledger.api.console;

import io.micronaut.http.HttpRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** All that the console says, in the language of whoever reads it. */
public final class Words {

    static final String COOKIE = "deskledger_language";
    static final List<String> LANGUAGES = List.of("en", "de");

    private static final long MINUTES_OF_HOUR = 60;
    private static final long MINUTES_OF_DAY = 1_440;
    private static final long DAYS_TOLD = 7;
    private static final long KIBI = 1_024;
    private static final String BUNDLE = "console.texts";
    private static final Words ENGLISH = new Words(Locale.ENGLISH);
    private static final Words GERMAN = new Words(Locale.GERMAN);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the language that was chosen, else the first that the browser asks for and we speak. */
    static Words of(HttpRequest<?> request) {
        String chosen = request.getCookies()
                .findCookie(COOKIE)
                .map(cookie -> cookie.getValue())
                .orElse("");
        if (LANGUAGES.contains(chosen)) {
            return of(chosen);
        }
        String asked = request.getHeaders().get("Accept-Language");
        return of(asked != null && asked.toLowerCase(Locale.ROOT).startsWith("de") ? "de" : "en");
    }

    static Words of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    public String language() {
        return locale.getLanguage();
    }

    /** The text of that name, with its places filled in. */
    public String t(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** The text of that name, or what stands for it where nobody has written one, such as a category of the desk's. */
    public String or(String key, String otherwise) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    /** A whole number with its thousands apart. */
    public String n(long number) {
        return String.format(locale, "%,d", number);
    }

    /**
     * How long ago that was, in a word or two; the day where it is longer than a week ago, in UTC until a script knows
     * the reader's zone.
     */
    public String ago(Instant at, Instant now) {
        long minutes = Duration.between(at, now).toMinutes();
        if (minutes < 1) {
            return t("ago.now");
        }
        if (minutes < MINUTES_OF_HOUR) {
            return t("ago.minutes", minutes);
        }
        if (minutes < MINUTES_OF_DAY) {
            return t("ago.hours", minutes / MINUTES_OF_HOUR);
        }
        if (minutes < DAYS_TOLD * MINUTES_OF_DAY) {
            return t("ago.days", minutes / MINUTES_OF_DAY);
        }
        boolean sameYear = at.atZone(ZoneOffset.UTC).getYear()
                == now.atZone(ZoneOffset.UTC).getYear();
        return DateTimeFormatter.ofPattern(sameYear ? "d MMM" : "d MMM yyyy", locale)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** A length of time in its largest unit, as {@link #ago} has it; at least a minute. */
    public String brief(Duration length) {
        long minutes = length.toMinutes();
        if (minutes < MINUTES_OF_HOUR) {
            return t("ago.minutes", Math.max(1, minutes));
        }
        return minutes < 2 * MINUTES_OF_DAY
                ? t("ago.hours", minutes / MINUTES_OF_HOUR)
                : t("ago.days", minutes / MINUTES_OF_DAY);
    }

    /** A length of time to the minute, shorter ones to the second. */
    public String span(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return t("span.seconds", length.toSeconds());
        }
        List<String> parts = new ArrayList<>();
        if (length.toDays() > 0) {
            parts.add(t("ago.days", length.toDays()));
        }
        if (length.toHoursPart() > 0) {
            parts.add(t("ago.hours", length.toHoursPart()));
        }
        if (length.toMinutesPart() > 0 && parts.size() < 2) {
            parts.add(t("ago.minutes", length.toMinutesPart()));
        }
        return String.join(" ", parts);
    }

    /** What scripts say as time goes by. */
    public String clock() {
        return String.join("|", t("ago.minutes"), t("ago.hours"), t("ago.days"), t("sla.left"), t("sla.over"));
    }

    /** The time in full; a script shows it in the reader's own zone. */
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", locale)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** A day. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(day);
    }

    /** A rate of the reports, which is in percent already; a dash where nothing can be said. */
    public String percent(@Nullable BigDecimal rate) {
        return rate == null ? "–" : String.format(locale, "%.0f %%", rate.doubleValue());
    }

    /** Bytes as people say them. */
    public String size(long bytes) {
        if (bytes < KIBI) {
            return bytes + " B";
        }
        return bytes < KIBI * KIBI
                ? String.format(locale, "%.0f KB", bytes / (double) KIBI)
                : String.format(locale, "%.1f MB", bytes / (double) (KIBI * KIBI));
    }
}
