/** Signs what the chains have become, every minute, and tells it to places that the database's owner can't reach. */
@NullMarked
package io.deskledger.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
