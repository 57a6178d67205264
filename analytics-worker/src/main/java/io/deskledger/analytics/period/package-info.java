/** The tables of agents and cohorts that people read, made of the days' facts when a period is over. */
@NullMarked
package io.deskledger.analytics.period;

import org.jspecify.annotations.NullMarked;
