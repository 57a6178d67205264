/** Addresses and ranges of them, as settings and headers write them. */
@NullMarked
package io.deskledger.runtime.address;

import org.jspecify.annotations.NullMarked;
