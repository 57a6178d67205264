/** The list of tickets that agents work from. */
@NullMarked
package io.deskledger.api.console.queue;

import org.jspecify.annotations.NullMarked;
