/** What people write to each other about a ticket. */
@NullMarked
package io.deskledger.api.comment;

import org.jspecify.annotations.NullMarked;
