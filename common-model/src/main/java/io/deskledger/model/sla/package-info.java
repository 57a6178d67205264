/**
 * Service level agreements: calendars, policies, and the clock that measures a ticket by them. Nothing here reads or
 * writes anything: a clock is a function of a ticket's history. Explained in docs/sla.md, its rules in
 * docs/decisions/0019-sla-clock.md.
 */
@NullMarked
package io.deskledger.model.sla;

import org.jspecify.annotations.NullMarked;
