/**
 * One trace from the request to everything that follows from it (W3C trace context). Why so:
 * docs/decisions/0031-traces.md.
 */
@NullMarked
package io.deskledger.runtime.trace;

import org.jspecify.annotations.NullMarked;
