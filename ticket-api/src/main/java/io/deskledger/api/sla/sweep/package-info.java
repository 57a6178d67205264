/** Tells of targets that come near or are missed: exactly once each, whoever of the instances does. */
@NullMarked
package io.deskledger.api.sla.sweep;

import org.jspecify.annotations.NullMarked;
