/** Changes of many tickets at once, in one transaction, and their undoing. */
@NullMarked
package io.deskledger.api.bulk;

import org.jspecify.annotations.NullMarked;
