/** Processes of the operating system: starting, recognising, measuring and logging them. */
@NullMarked
package io.deskledger.local.process;

import org.jspecify.annotations.NullMarked;
