package io.deskledger.api.ticket;

import java.util.Arrays;

/** The numbers that statuses and priorities sort by: {@code status_rank} and {@code priority_rank}. */
final class TicketRank {

    private TicketRank() {}

    static <E extends Enum<E>> int of(E constant) {
        return Arrays.asList(constant.getDeclaringClass().getEnumConstants()).indexOf(constant) + 1;
    }
}
