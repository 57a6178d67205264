/**
 * What the tables of the summaries hold that their worker writes and the reports read: spans of days, packed durations.
 */
@NullMarked
package io.deskledger.model.summary;

import org.jspecify.annotations.NullMarked;
