package io.deskledger.api.tag;

import io.micronaut.serde.annotation.Serdeable;

/**
 * How much a tag is used.
 *
 * @param name the tag
 * @param tickets how many tickets have it, without the deleted ones
 */
@Serdeable
record TagCount(String name, long tickets) {}
