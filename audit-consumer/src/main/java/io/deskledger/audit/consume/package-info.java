/**
 * From the topic to the audit log, exactly once. Why it is a loop of its own: docs/decisions/0005-audit-consumer.md.
 */
@NullMarked
package io.deskledger.audit.consume;

import org.jspecify.annotations.NullMarked;
