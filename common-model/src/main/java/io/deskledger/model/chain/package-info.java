/** The hash chains of the audit log: what a row's hash covers, and how a chain is followed. */
@NullMarked
package io.deskledger.model.chain;

import org.jspecify.annotations.NullMarked;
