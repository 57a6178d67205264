package io.deskledger.api.tag;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a merge did.
 *
 * @param into the tag that is left
 * @param tickets how many tickets were changed
 */
@Serdeable
record MergedTags(Tag into, int tickets) {}
