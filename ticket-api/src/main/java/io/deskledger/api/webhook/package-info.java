/** Webhooks: receivers that are told of changes over HTTP, signed, retried, and never at a private address. */
@NullMarked
package io.deskledger.api.webhook;

import org.jspecify.annotations.NullMarked;
