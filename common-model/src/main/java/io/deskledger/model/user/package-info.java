/** The vocabulary of people: who may do what. */
@NullMarked
package io.deskledger.model.user;

import org.jspecify.annotations.NullMarked;
