/** Turns the topic of changes into deliveries, each event once for each webhook that asked for it. */
@NullMarked
package io.deskledger.api.webhook.intake;

import org.jspecify.annotations.NullMarked;
