/** Reports, read from the summary tables of the analytics worker and from nothing else. */
@NullMarked
package io.deskledger.api.report;

import org.jspecify.annotations.NullMarked;
