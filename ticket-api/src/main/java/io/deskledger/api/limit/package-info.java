/**
 * How many requests may come, and how many may work at once: one user, or one costly kind, must not starve the others.
 */
@NullMarked
package io.deskledger.api.limit;

import org.jspecify.annotations.NullMarked;
