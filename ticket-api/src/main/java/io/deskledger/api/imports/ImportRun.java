package io.deskledger.api.imports;

import io.deskledger.model.event.Actor;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import java.util.UUID;

/**
 * An import that this worker has claimed, as far as it is committed.
 *
 * @param id the import's id
 * @param worker who holds the claim: a batch commits only while it still does
 * @param requestedBy the admin who sent it
 * @param lines how many lines are done, blank ones included
 * @param bytes how many bytes of the file are done
 * @param refused how many lines were refused
 */
record ImportRun(long id, UUID worker, long requestedBy, long lines, long bytes, long refused) {

    Actor importer() {
        return Actor.user(requestedBy, UserRole.ADMIN);
    }

    Origin origin() {
        return new Origin("import-" + id, null, null);
    }

    ImportRun after(BatchResult result, ImportBatch batch) {
        return new ImportRun(
                id,
                worker,
                requestedBy,
                batch.lines(),
                batch.end(),
                refused + result.refused().size());
    }
}
