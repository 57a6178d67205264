package io.deskledger.api.imports;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports, the newest first.
 *
 * @param nextCursor what to ask for next, or null at the end
 */
@Serdeable
record ImportPage(List<ImportView> items, @Nullable String nextCursor) {}
