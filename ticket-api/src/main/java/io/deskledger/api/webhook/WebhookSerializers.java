package io.deskledger.api.webhook;

import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;

/** The constants of webhooks go out under their wire names. */
@Factory
final class WebhookSerializers {

    @Singleton
    Serializer<DeliveryStatus> statuses() {
        return (out, _, _, value) -> out.encodeString(value.wire());
    }

    @Singleton
    Serializer<DisabledReason> reasons() {
        return (out, _, _, value) -> out.encodeString(value.wire());
    }
}
