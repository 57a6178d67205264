/** A real PostgreSQL and a real Kafka broker in a JVM's care, for the launcher and the tests. */
@NullMarked
package io.deskledger.embedded;

import org.jspecify.annotations.NullMarked;
