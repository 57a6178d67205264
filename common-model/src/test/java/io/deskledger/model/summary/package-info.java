@NullMarked
package io.deskledger.model.summary;

import org.jspecify.annotations.NullMarked;
