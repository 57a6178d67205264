/** Speaks to receivers, which are trusted in nothing: where they are, how long they take, what they answer. */
@NullMarked
package io.deskledger.api.webhook.receiver;

import org.jspecify.annotations.NullMarked;
