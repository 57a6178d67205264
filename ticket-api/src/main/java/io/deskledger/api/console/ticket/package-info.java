/** One ticket: its conversation, its properties, and what happened to it. */
@NullMarked
package io.deskledger.api.console.ticket;

import org.jspecify.annotations.NullMarked;
