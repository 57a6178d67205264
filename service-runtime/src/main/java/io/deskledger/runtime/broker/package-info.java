/** How the services ask the broker. */
@NullMarked
package io.deskledger.runtime.broker;

import org.jspecify.annotations.NullMarked;
