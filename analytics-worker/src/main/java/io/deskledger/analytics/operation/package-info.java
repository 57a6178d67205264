/** What an operator may ask of the worker, on the management side only. */
@NullMarked
package io.deskledger.analytics.operation;

import org.jspecify.annotations.NullMarked;
