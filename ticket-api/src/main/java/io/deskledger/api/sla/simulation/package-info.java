/** What compliance would have been with other policies or calendars: read from the past, kept nowhere. */
@NullMarked
package io.deskledger.api.sla.simulation;

import org.jspecify.annotations.NullMarked;
