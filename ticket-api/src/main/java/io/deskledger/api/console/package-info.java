/**
 * The web console: pages over the same services as the REST API. It has no rules of its own; it reads forms into the
 * API's commands and shows the API's answers.
 */
@NullMarked
package io.deskledger.api.console;

import org.jspecify.annotations.NullMarked;
