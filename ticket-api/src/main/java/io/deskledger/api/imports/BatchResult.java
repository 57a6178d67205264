package io.deskledger.api.imports;

import java.util.List;

/**
 * What became of the lines of a batch.
 *
 * @param imported how many became tickets
 * @param skipped how many had been imported before
 * @param refused those that broke a rule
 */
record BatchResult(int imported, int skipped, List<ParsedLine.Refused> refused) {

    int read() {
        return imported + skipped + refused.size();
    }
}
