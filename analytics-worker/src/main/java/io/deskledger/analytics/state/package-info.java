/** How the summaries are, for those who watch the workers. */
@NullMarked
package io.deskledger.analytics.state;

import org.jspecify.annotations.NullMarked;
