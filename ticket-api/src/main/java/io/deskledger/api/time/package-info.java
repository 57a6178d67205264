/** The one clock. */
@NullMarked
package io.deskledger.api.time;

import org.jspecify.annotations.NullMarked;
