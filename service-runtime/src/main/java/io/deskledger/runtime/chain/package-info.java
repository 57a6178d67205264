/** Rows of the audit log as tables and views have them, for the service that writes it and for those that verify it. */
@NullMarked
package io.deskledger.runtime.chain;

import org.jspecify.annotations.NullMarked;
