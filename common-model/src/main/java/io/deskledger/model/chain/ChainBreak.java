package io.deskledger.model.chain;

/**
 * The first row of a chain that is not what was written.
 *
 * @param seq the place in the chain where the walk stopped
 * @param reason what is wrong there
 */
public record ChainBreak(int chain, long seq, String reason) {}
