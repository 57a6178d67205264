/** A thin shell around JDBC for hand-written SQL. */
@NullMarked
package io.deskledger.api.sql;

import org.jspecify.annotations.NullMarked;
