/** Many that ask at the same time, answered by fewer questions to the database. */
@NullMarked
package io.deskledger.api.coalesce;

import org.jspecify.annotations.NullMarked;
