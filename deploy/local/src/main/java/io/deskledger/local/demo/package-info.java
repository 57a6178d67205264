/** Demo people and a year of made-up but consistent tickets. */
@NullMarked
package io.deskledger.local.demo;

import org.jspecify.annotations.NullMarked;
