package io.deskledger.api.bulk;

import jakarta.inject.Singleton;

/** What a bulk change reads and writes. */
@Singleton
record BulkTables(BulkTickets tickets, BulkCreation creation, BulkRecords records) {}
