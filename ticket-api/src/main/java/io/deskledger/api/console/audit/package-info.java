/** The audit log for people: what is in it, and whether it is whole. */
@NullMarked
package io.deskledger.api.console.audit;

import org.jspecify.annotations.NullMarked;
