/** How many requests a user and an address may make: one of them must not starve the others. */
@NullMarked
package io.deskledger.api.limit;

import org.jspecify.annotations.NullMarked;
