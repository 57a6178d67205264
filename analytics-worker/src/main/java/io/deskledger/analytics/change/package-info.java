/** Change events in, marks on days out. */
@NullMarked
package io.deskledger.analytics.change;

import org.jspecify.annotations.NullMarked;
