/** Who may watch and run a service that has no users of its own. */
@NullMarked
package io.deskledger.runtime.access;

import org.jspecify.annotations.NullMarked;
