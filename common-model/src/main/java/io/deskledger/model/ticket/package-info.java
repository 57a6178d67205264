/** The vocabulary of tickets that the API, the events, the tables and the reports share. */
@NullMarked
package io.deskledger.model.ticket;

import org.jspecify.annotations.NullMarked;
