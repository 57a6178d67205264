/** Servers for tests, made from public container images. */
@NullMarked
package io.deskledger.containers;

import org.jspecify.annotations.NullMarked;
