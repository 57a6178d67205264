/** What customers see: their own requests, and a place to ask. */
@NullMarked
package io.deskledger.api.console.portal;

import org.jspecify.annotations.NullMarked;
