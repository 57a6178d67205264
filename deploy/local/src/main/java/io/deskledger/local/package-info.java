/** The one-command launcher: reads the command line and hands over to a command. */
@NullMarked
package io.deskledger.local;

import org.jspecify.annotations.NullMarked;
