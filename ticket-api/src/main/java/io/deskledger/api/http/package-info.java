/** What every request and every answer have in common: ids, bodies, parameters, pages, versions and problems. */
@NullMarked
package io.deskledger.api.http;

import org.jspecify.annotations.NullMarked;
