/** How long the contents of the audit log are kept. */
@NullMarked
package io.deskledger.audit.retention;

import org.jspecify.annotations.NullMarked;
