package io.deskledger.api.preference;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What somebody has chosen for their desk.
 *
 * @param queueColumns what the list of tickets shows, in its order
 * @param version the number of events the user has left
 */
@Serdeable
public record Preferences(List<QueueColumn> queueColumns, long version) {}
