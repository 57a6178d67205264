/** Service levels: see docs/sla.md. */
@NullMarked
package io.deskledger.api.sla;

import org.jspecify.annotations.NullMarked;
