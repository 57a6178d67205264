/** Says why a clock shows what it shows. */
@NullMarked
package io.deskledger.api.sla.explain;

import org.jspecify.annotations.NullMarked;
