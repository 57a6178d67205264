/** What services write of what they do. */
@NullMarked
package io.deskledger.runtime.logs;

import org.jspecify.annotations.NullMarked;
