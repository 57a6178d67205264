package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.Hash;

/** The place of a row in its chain and how it is linked there. */
record StoredHash(long seq, Hash previous, Hash hash) {}
