package io.deskledger.audit.consume;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.Hash;

/**
 * A row at its place in the chain.
 *
 * @param previousHash the hash of the row before it
 */
record LinkedRow(AuditRow row, Hash dataHash, Hash previousHash, Hash hash) {}
