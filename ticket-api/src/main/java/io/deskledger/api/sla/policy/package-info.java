/** Calendars and policies of service levels: what admins write, and the immutable versions that tickets are held to. */
@NullMarked
package io.deskledger.api.sla.policy;

import org.jspecify.annotations.NullMarked;
