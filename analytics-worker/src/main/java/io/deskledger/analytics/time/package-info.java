/** The clock and the days of the reporting zone. */
@NullMarked
package io.deskledger.analytics.time;

import org.jspecify.annotations.NullMarked;
