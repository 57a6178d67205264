/** What runs by the clock of the reporting zone. */
@NullMarked
package io.deskledger.analytics.job;

import org.jspecify.annotations.NullMarked;
