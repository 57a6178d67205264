/**
 * Micro-benchmarks of the code that runs for every change, by JMH. Measured as bench/README.md says, never by a build.
 */
@NullMarked
package io.deskledger.bench;

import org.jspecify.annotations.NullMarked;
