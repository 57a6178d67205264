/** Who gets a ticket that nobody was named for: how busy agents are, and the strategies to choose by. */
@NullMarked
package io.deskledger.api.assignment;

import org.jspecify.annotations.NullMarked;
