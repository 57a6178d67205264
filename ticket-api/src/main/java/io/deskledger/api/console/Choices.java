package io.deskledger.api.console;

import java.util.List;

/** What a ticket can be, in the order in which people choose. */
public final class Choices {

    public static final List<String> STATUSES =
            List.of("open", "in_progress", "waiting_on_customer", "resolved", "closed");
    public static final List<String> PRIORITIES = List.of("urgent", "high", "medium", "low");

    private Choices() {}
}
