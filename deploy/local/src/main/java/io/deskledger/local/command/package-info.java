/** What each command of the launcher does. */
@NullMarked
package io.deskledger.local.command;

import org.jspecify.annotations.NullMarked;
