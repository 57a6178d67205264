/**
 * Load at a steady rate against a running system, by Gatling. Run by {@code bench/run}, never by a build, which only
 * sees that it compiles.
 */
@NullMarked
package io.deskledger.bench.load;

import org.jspecify.annotations.NullMarked;
