/** {@code Idempotency-Key}: a write that is sent twice is done once, and answered twice alike. */
@NullMarked
package io.deskledger.api.idempotency;

import org.jspecify.annotations.NullMarked;
