package io.deskledger.api.imports;

import jakarta.inject.Singleton;

/** The tables that a batch touches. */
@Singleton
record ImportTables(ImportProgress progress, ImportKeys keys, ImportPeople people, ImportRows rows) {}
