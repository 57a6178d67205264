package io.deskledger.api.feed;

import io.deskledger.api.http.QueryParams;
import org.jspecify.annotations.Nullable;

/** Where a reader wants to begin. */
sealed interface FeedStart {

    /** Asks for what comes from now on. */
    String NOW = "now";

    /** With the first event that there is. */
    record Beginning() implements FeedStart {}

    /** With the next event that is recorded. */
    record Now() implements FeedStart {}

    /** With what follows a position that was answered before. */
    record After(FeedPosition position) implements FeedStart {}

    /** What that text asks for; a wrong one is rejected in the parameter's name. */
    static FeedStart of(QueryParams query, String name, @Nullable String text, FeedStart absent) {
        if (text == null) {
            return absent;
        }
        if (text.equals(NOW)) {
            return new Now();
        }
        return FeedPosition.parse(text).<FeedStart>map(After::new).orElseGet(() -> {
            query.reject(name, "is neither a cursor that was answered here nor " + NOW);
            return absent;
        });
    }
}
