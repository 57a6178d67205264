/** The people: customers, agents and admins. */
@NullMarked
package io.deskledger.api.user;

import org.jspecify.annotations.NullMarked;
