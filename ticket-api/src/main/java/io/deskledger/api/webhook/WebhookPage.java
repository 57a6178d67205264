package io.deskledger.api.webhook;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.SealedKeys;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for whose rows have one number for a key.
 *
 * @param limit the most rows
 * @param after the key that the page before ended with, or null for the first
 */
public record WebhookPage(int limit, @Nullable Long after) {

    public static final String WEBHOOKS = "webhooks";
    public static final String DELIVERIES = "webhook-deliveries";
    public static final String ATTEMPTS = "webhook-attempts";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /** Reads limit and cursor; {@link QueryParams#check()} is left to the caller. */
    public static WebhookPage read(QueryParams query, String list) {
        return new WebhookPage(
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT), query.cursor(list, WebhookPage::key));
    }

    static String cursor(String list, long key) {
        return SealedKeys.seal(list, List.of(Long.toString(key)));
    }

    /** The key to go on after where lists rise. */
    long afterLowest() {
        return after == null ? 0 : after;
    }

    /** The key to go on after where lists fall. */
    long afterHighest() {
        return after == null ? Long.MAX_VALUE : after;
    }

    private static Optional<Long> key(List<String> texts) {
        try {
            return texts.size() == 1 ? Optional.of(Long.valueOf(texts.getFirst())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
