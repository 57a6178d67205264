/** The description of the API, and a page to read it on and try it out. */
@NullMarked
package io.deskledger.api.docs;

import org.jspecify.annotations.NullMarked;
