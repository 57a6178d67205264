/** Who is calling, and what they may do. */
@NullMarked
package io.deskledger.api.security;

import org.jspecify.annotations.NullMarked;
