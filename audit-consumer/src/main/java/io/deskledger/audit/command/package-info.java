/** What anybody can run against the log, or an export of it, without the rest of Deskledger. */
@NullMarked
package io.deskledger.audit.command;

import org.jspecify.annotations.NullMarked;
