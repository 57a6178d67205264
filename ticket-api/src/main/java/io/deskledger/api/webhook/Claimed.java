package io.deskledger.api.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An attempt that this instance is to make.
 *
 * @param attempt its number among all of the delivery; whoever has a lower one has lost its lease
 * @param tries its number since the delivery was made, or asked for again
 * @param giveUpAt when no further attempt is due
 * @param message what to send
 */
record Claimed(long deliveryId, long webhookId, int attempt, int tries, Instant giveUpAt, Message message) {

    /**
     * What to send.
     *
     * @param eventId the message's id
     * @param sealedSecrets what to sign with, as stored
     */
    record Message(URI url, UUID eventId, String body, List<byte[]> sealedSecrets) {}
}
