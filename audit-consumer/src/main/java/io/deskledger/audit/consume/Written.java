package io.deskledger.audit.consume;

import java.util.List;

/**
 * What one transaction did.
 *
 * @param heads where the chains stand after it
 * @param duplicates events that were in the log already
 */
record Written(List<ChainHead> heads, List<LinkedRow> rows, List<Message.Poison> parked, int duplicates) {}
