/** What administrators look after: people, webhooks, imports, dead letters; and everybody's own tokens. */
@NullMarked
package io.deskledger.api.console.admin;

import org.jspecify.annotations.NullMarked;
