package io.deskledger.model.chain;

/** A stored row with the hashes stored beside it. */
public record ChainLink(AuditRow row, Hash dataHash, Hash previousHash, Hash hash) {}
