/** What a run is told and where it keeps things: environment, data folder, secrets, ports. */
@NullMarked
package io.deskledger.local.config;

import org.jspecify.annotations.NullMarked;
