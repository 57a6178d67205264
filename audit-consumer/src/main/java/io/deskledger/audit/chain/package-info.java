/** The proof that no row was changed: walks the chains of the log where they are stored. */
@NullMarked
package io.deskledger.audit.chain;

import org.jspecify.annotations.NullMarked;
