/** Whether this worker is ready, and why not. */
@NullMarked
package io.deskledger.analytics.health;

import org.jspecify.annotations.NullMarked;
