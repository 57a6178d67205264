package io.deskledger.audit.chain;

/** A stored row with the hashes stored beside it. */
record ChainLink(AuditRow row, Hash dataHash, Hash previousHash, Hash hash) {}
