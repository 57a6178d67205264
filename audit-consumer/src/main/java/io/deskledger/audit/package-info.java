/** The process that turns change events into the audit trail. */
@NullMarked
package io.deskledger.audit;

import org.jspecify.annotations.NullMarked;
