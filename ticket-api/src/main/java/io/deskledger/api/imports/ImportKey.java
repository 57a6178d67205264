package io.deskledger.api.imports;

/** A ticket's name in the system that it comes from. */
record ImportKey(String source, String externalId) {}
