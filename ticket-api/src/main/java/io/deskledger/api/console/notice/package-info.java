/** What somebody was told: promises that came near or were missed. */
@NullMarked
package io.deskledger.api.console.notice;

import org.jspecify.annotations.NullMarked;
