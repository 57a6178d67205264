package io.deskledger.api.security.token;

import io.deskledger.api.http.JsonFields;
import io.deskledger.model.WireName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param name 1 to 100 characters
 * @param scopes at least one
 * @param expiresAt within a year
 */
public record NewApiToken(String name, List<String> scopes, Instant expiresAt) {

    private static final int MAX_NAME = 100;
    private static final int MAX_TIME = 50;
    private static final int MAX_SCOPE = 20;
    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    public static NewApiToken read(JsonFields fields, Instant now) {
        String name = fields.text("name", 1, MAX_NAME);
        List<String> scopes = scopes(fields);
        Instant expiresAt = expiresAt(fields, now);
        fields.check();
        return new NewApiToken(name, scopes, expiresAt);
    }

    private static List<String> scopes(JsonFields fields) {
        List<String> names = fields.names("scopes", TokenScope.values().length, MAX_SCOPE);
        boolean known = names.stream()
                .allMatch(name -> WireName.find(TokenScope.class, name).isPresent());
        if (names.isEmpty() || !known) {
            fields.reject("scopes", "must be a list of one or more of " + WireName.names(TokenScope.class));
        }
        return names.stream().sorted().toList();
    }

    private static Instant expiresAt(JsonFields fields, Instant now) {
        String text = fields.optionalText("expires_at", 1, MAX_TIME);
        Instant expiresAt = text == null ? now.plus(USUAL_LIFE) : parse(text);
        if (expiresAt == null || !expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
            fields.reject(
                    "expires_at",
                    "must be a time such as " + now.plus(USUAL_LIFE).truncatedTo(ChronoUnit.SECONDS) + ", at most "
                            + LONGEST_LIFE.toDays() + " days ahead");
            return now;
        }
        return expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
