/** Events for other programs: page by page from any place on, or live as they are recorded. */
@NullMarked
package io.deskledger.api.feed;

import org.jspecify.annotations.NullMarked;
