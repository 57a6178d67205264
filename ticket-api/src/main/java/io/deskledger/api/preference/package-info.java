/** What people choose for their own desk. */
@NullMarked
package io.deskledger.api.preference;

import org.jspecify.annotations.NullMarked;
