/** The clocks of tickets, kept with every change: what each is held to, and when it is due. */
@NullMarked
package io.deskledger.api.sla.live;

import org.jspecify.annotations.NullMarked;
