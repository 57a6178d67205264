/** The process that keeps the summary tables equal to the tickets. */
@NullMarked
package io.deskledger.analytics;

import org.jspecify.annotations.NullMarked;
