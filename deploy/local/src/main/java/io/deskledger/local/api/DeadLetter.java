package io.deskledger.local.api;

/**
 * A record that could not be audited.
 *
 * @param reason what is wrong with it
 * @param replayable whether it can be put back
 */
public record DeadLetter(String id, String parkedAt, String reason, boolean replayable) {}
