/** Run once before the services of a version: roles, database, schemas and topics. */
@NullMarked
package io.deskledger.setup;

import org.jspecify.annotations.NullMarked;
