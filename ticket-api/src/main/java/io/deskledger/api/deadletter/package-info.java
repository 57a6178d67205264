/** What could not be audited: listed, and put back once the reason is mended. */
@NullMarked
package io.deskledger.api.deadletter;

import org.jspecify.annotations.NullMarked;
