/** Reading the audit trail of a ticket, which the audit consumer writes. */
@NullMarked
package io.deskledger.api.audit;

import org.jspecify.annotations.NullMarked;
