/** What the database keeps of its write-ahead log for backups and replicas. */
@NullMarked
package io.deskledger.api.slot;

import org.jspecify.annotations.NullMarked;
