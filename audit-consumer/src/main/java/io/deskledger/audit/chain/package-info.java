/** The hash chain: what a row's hash covers, and the proof that no row was changed. */
@NullMarked
package io.deskledger.audit.chain;

import org.jspecify.annotations.NullMarked;
