package io.deskledger.api.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Some events and where they end.
 *
 * @param items CloudEvents in structured JSON, oldest first, in order for each record; perhaps none where others
 *     follow, because none of those looked at is for the caller
 * @param nextCursor asks for what follows, now or whenever it has come
 * @param hasMore whether more was there already
 */
@Serdeable
record FeedPage(List<JsonNode> items, String nextCursor, boolean hasMore) {}
