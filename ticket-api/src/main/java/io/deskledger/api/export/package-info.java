/** Tickets with their history, as imports take them. */
@NullMarked
package io.deskledger.api.export;

import org.jspecify.annotations.NullMarked;
