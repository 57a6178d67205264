package io.deskledger.api.preference;

import io.deskledger.model.WireName;
import java.util.List;
import java.util.Locale;

/** What the list of tickets can show of each beside its title, its priority and its status, in this order. */
public enum QueueColumn implements WireName {
    NUMBER,
    TAGS,
    REQUESTER,
    ASSIGNEE,
    SLA,
    CREATED_AT,
    RESOLVED_AT,
    UPDATED_AT;

    /** What the list shows to those who have not chosen. */
    public static final List<QueueColumn> USUAL = List.of(NUMBER, TAGS, REQUESTER, ASSIGNEE, SLA, UPDATED_AT);

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
