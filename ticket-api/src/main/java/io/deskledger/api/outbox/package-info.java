/** Events on their way: appended with the change that they tell of, relayed to Kafka once that is committed. */
@NullMarked
package io.deskledger.api.outbox;

import org.jspecify.annotations.NullMarked;
