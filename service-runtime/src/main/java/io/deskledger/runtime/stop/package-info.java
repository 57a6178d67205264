/** How a service ends without leaving anybody without an answer. */
@NullMarked
package io.deskledger.runtime.stop;

import org.jspecify.annotations.NullMarked;
