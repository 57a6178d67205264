/** Searches that people keep, for themselves or for all staff. */
@NullMarked
package io.deskledger.api.savedview;

import org.jspecify.annotations.NullMarked;
