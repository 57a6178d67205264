/** Which days may differ from the tickets, and how far the summaries are complete. */
@NullMarked
package io.deskledger.analytics.dirty;

import org.jspecify.annotations.NullMarked;
