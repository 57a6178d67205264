/** The schema at a start: brought up to date before anybody is served. */
@NullMarked
package io.deskledger.api.schema;

import org.jspecify.annotations.NullMarked;
