/** Administration of service levels: policies, calendars, what would be otherwise, and clocks set anew. */
@NullMarked
package io.deskledger.api.console.sla;

import org.jspecify.annotations.NullMarked;
