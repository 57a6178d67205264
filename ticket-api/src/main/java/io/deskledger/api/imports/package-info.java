/**
 * Tickets with their history from elsewhere: received as a file, worked in batches, told as if it had happened here.
 */
@NullMarked
package io.deskledger.api.imports;

import org.jspecify.annotations.NullMarked;
