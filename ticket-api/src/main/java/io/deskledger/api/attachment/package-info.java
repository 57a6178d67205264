/** Files on tickets: taken in, kept in a storage, handed out again, and cleared away. */
@NullMarked
package io.deskledger.api.attachment;

import org.jspecify.annotations.NullMarked;
