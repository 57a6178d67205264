/** Who has the page of a ticket open: no change of any record, kept for as long as it is true. */
@NullMarked
package io.deskledger.api.presence;

import org.jspecify.annotations.NullMarked;
