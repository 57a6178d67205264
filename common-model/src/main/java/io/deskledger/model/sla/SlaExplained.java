package io.deskledger.model.sla;

import java.util.List;

/**
 * What a clock shows, and why.
 *
 * @param intervals what it did from its start on, without a gap
 * @param truncated whether there are more of them
 */
public record SlaExplained(SlaReading reading, List<SlaInterval> intervals, boolean truncated) {}
