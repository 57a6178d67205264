/** Computing a day, and the queue of days. */
@NullMarked
package io.deskledger.analytics.day;

import org.jspecify.annotations.NullMarked;
