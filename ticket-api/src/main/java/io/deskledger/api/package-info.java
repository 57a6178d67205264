/** The process that serves the REST API and the console, and relays what changed. */
@NullMarked
package io.deskledger.api;

import org.jspecify.annotations.NullMarked;
