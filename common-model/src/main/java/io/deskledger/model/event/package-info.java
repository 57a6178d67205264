/** Change events: what every service says of a committed change, and how it stands on the wire. */
@NullMarked
package io.deskledger.model.event;

import org.jspecify.annotations.NullMarked;
