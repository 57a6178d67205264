/** What happened to a ticket, comments and changes in one order. */
@NullMarked
package io.deskledger.api.timeline;

import org.jspecify.annotations.NullMarked;
