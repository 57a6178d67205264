/** The parts of a running Deskledger and the supervisor that keeps them up. */
@NullMarked
package io.deskledger.local.stack;

import org.jspecify.annotations.NullMarked;
