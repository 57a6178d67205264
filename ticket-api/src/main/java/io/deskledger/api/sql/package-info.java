/** What the features' SQL has in common. */
@NullMarked
package io.deskledger.api.sql;

import org.jspecify.annotations.NullMarked;
