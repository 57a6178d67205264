/** What went wrong, as RFC 9457 problem documents. */
@NullMarked
package io.deskledger.api.problem;

import org.jspecify.annotations.NullMarked;
