/** Tags themselves: what they are called, how much they are used, and what their change does to tickets. */
@NullMarked
package io.deskledger.api.tag;

import org.jspecify.annotations.NullMarked;
