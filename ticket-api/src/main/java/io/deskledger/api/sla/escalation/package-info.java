/** What follows from a warning or breach by the policy: people are told, tickets are raised or given to others. */
@NullMarked
package io.deskledger.api.sla.escalation;

import org.jspecify.annotations.NullMarked;
