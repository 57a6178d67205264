/** How the clocks of service levels look, wherever a page shows one. */
@NullMarked
package io.deskledger.api.console.clock;

import org.jspecify.annotations.NullMarked;
