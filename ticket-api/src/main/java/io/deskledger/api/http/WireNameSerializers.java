package io.deskledger.api.http;

import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;

/** Our constants go out under their wire names. */
@Factory
final class WireNameSerializers {

    @Singleton
    Serializer<UserRole> roles() {
        return wireNames();
    }

    @Singleton
    Serializer<TicketStatus> statuses() {
        return wireNames();
    }

    @Singleton
    Serializer<TicketPriority> priorities() {
        return wireNames();
    }

    private static <E extends WireName> Serializer<E> wireNames() {
        return (out, _, _, value) -> out.encodeString(value.wire());
    }
}
