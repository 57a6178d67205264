package io.deskledger.api.feed;

import io.deskledger.api.http.SealedKeys;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a reader has come: in each chain of the audit log, the place of the last entry that was read. A chain grows
 * at its end only and without gaps, so nothing can appear behind a position (decision 0015).
 *
 * @param seqs by chain; a chain that is absent has not been begun
 */
record FeedPosition(SortedMap<Integer, Long> seqs) {

    static final FeedPosition START = new FeedPosition(new TreeMap<>());

    private static final String LIST = "events";
    private static final String NOTHING = "0.0";

    FeedPosition {
        seqs = Collections.unmodifiableSortedMap(new TreeMap<>(seqs));
    }

    /** The position of that text, or empty where we can't have answered it. */
    static Optional<FeedPosition> parse(String text) {
        return SealedKeys.open(LIST, text).flatMap(FeedPosition::of);
    }

    private static Optional<FeedPosition> of(List<String> keys) {
        SortedMap<Integer, Long> seqs = new TreeMap<>();
        try {
            for (String key : keys) {
                int dot = key.indexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                seqs.put(Integer.valueOf(key.substring(0, dot)), Long.valueOf(key.substring(dot + 1)));
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.of(new FeedPosition(seqs));
    }

    /** The position as callers keep it. */
    String text() {
        List<String> keys = seqs.isEmpty()
                ? List.of(NOTHING)
                : seqs.entrySet().stream()
                        .map(entry -> entry.getKey() + "." + entry.getValue())
                        .toList();
        return SealedKeys.seal(LIST, keys);
    }

    /** The position behind that event; events of one chain are passed in their order. */
    FeedPosition after(FeedEvent event) {
        SortedMap<Integer, Long> next = new TreeMap<>(seqs);
        next.put(event.chain(), event.seq());
        return new FeedPosition(next);
    }

    /** Whether that event was read already. */
    boolean isBehind(FeedEvent event) {
        return seqs.getOrDefault(event.chain(), 0L) >= event.seq();
    }

    /** Whether all that the other has read was read here too. */
    boolean covers(FeedPosition other) {
        return other.seqs.entrySet().stream()
                .allMatch(entry -> seqs.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }
}
