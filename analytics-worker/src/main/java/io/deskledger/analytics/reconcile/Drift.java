package io.deskledger.analytics.reconcile;

import io.micronaut.core.annotation.Introspected;

/**
 * A stored figure that is not what the tickets say.
 *
 * @param tableName the table of schema analytics
 * @param rowKey the row's key within the day, or within the month
 * @param figure the column
 * @param stored what is stored, as JSON; 0 where there is no such row
 * @param actual what the tickets say, likewise
 */
@Introspected
record Drift(String tableName, String rowKey, String figure, String stored, String actual) {}
