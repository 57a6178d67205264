/** API tokens: what programs sign in with. */
@NullMarked
package io.deskledger.api.security.token;

import org.jspecify.annotations.NullMarked;
