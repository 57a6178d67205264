/** What crosses a process border, and nothing else: shared vocabularies, change events and their codec. */
@NullMarked
package io.deskledger.model;

import org.jspecify.annotations.NullMarked;
