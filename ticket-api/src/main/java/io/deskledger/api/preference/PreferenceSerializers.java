package io.deskledger.api.preference;

import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;

/** The constants of preferences go out under their wire names. */
@Factory
final class PreferenceSerializers {

    @Singleton
    Serializer<QueueColumn> columns() {
        return (out, _, _, value) -> out.encodeString(value.wire());
    }
}
