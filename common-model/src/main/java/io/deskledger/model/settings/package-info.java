/** What every process of Deskledger takes from its environment in the same way. */
@NullMarked
package io.deskledger.model.settings;

import org.jspecify.annotations.NullMarked;
