/** Every mistake in the environment, told at once and before anything is started. */
@NullMarked
package io.deskledger.runtime.settings;

import org.jspecify.annotations.NullMarked;
