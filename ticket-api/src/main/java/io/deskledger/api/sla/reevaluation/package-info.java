/** Holds tickets to what the policies say now, where an admin asks for it; nothing else ever does. */
@NullMarked
package io.deskledger.api.sla.reevaluation;

import org.jspecify.annotations.NullMarked;
