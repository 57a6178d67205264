/** Deskledger as its users run it in containers. */
@NullMarked
package io.deskledger.compose;

import org.jspecify.annotations.NullMarked;
