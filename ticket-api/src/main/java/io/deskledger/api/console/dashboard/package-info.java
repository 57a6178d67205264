/** The reports as people read them: figures, charts, and the way from each to its tickets. */
@NullMarked
package io.deskledger.api.console.dashboard;

import org.jspecify.annotations.NullMarked;
