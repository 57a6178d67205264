package io.deskledger.api.webhook;

import io.deskledger.api.webhook.receiver.Outcome;
import io.deskledger.api.webhook.receiver.Receiver;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one attempt: signs the message with what is valid now, and posts it. */
@Singleton
final class Sender {

    private final WebhookSecrets secrets;
    private final Receiver receiver;
    private final Clock clock;

    Sender(WebhookSecrets secrets, Receiver receiver, Clock clock) {
        this.secrets = secrets;
        this.receiver = receiver;
        this.clock = clock;
    }

    /** The most that one attempt takes. */
    Duration limit() {
        return receiver.limit();
    }

    Outcome send(Claimed claimed) {
        Claimed.Message message = claimed.message();
        List<String> keys = message.sealedSecrets().stream()
                .map(stored -> secrets.open(claimed.webhookId(), stored))
                .flatMap(Optional::stream)
                .toList();
        if (keys.isEmpty()) {
            return Outcome.notMade("not sent: the webhook's secret was stored with another DESKLEDGER_WEBHOOK_KEY");
        }
        String id = message.eventId().toString();
        long timestamp = clock.instant().getEpochSecond();
        return receiver.post(
                message.url(),
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", Signatures.header(keys, id, timestamp, message.body())),
                message.body());
    }
}
