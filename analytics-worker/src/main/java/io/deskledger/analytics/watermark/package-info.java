/** Up to when the summaries are complete. */
@NullMarked
package io.deskledger.analytics.watermark;

import org.jspecify.annotations.NullMarked;
