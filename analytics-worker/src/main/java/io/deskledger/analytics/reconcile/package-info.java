/** Holds the summaries against the tickets, counted by other SQL than the one that makes the summaries. */
@NullMarked
package io.deskledger.analytics.reconcile;

import org.jspecify.annotations.NullMarked;
