/** Tickets: what may happen to them, and how it is stored and served. */
@NullMarked
package io.deskledger.api.ticket;

import org.jspecify.annotations.NullMarked;
