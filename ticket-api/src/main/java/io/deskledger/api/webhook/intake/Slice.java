package io.deskledger.api.webhook.intake;

import java.util.List;

/**
 * What was read of one partition, in its order.
 *
 * @param from the offset that was to come next
 * @param next the offset after the last
 * @param changes what webhooks asked for among it
 */
record Slice(int partition, long from, long next, List<Change> changes) {}
