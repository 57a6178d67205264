/** The few calls of the REST API that the launcher makes. */
@NullMarked
package io.deskledger.local.api;

import org.jspecify.annotations.NullMarked;
