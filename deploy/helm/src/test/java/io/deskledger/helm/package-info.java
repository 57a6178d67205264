/** The Helm chart as clusters get it. */
@NullMarked
package io.deskledger.helm;

import org.jspecify.annotations.NullMarked;
