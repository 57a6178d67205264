package io.deskledger.api.attachment;

import io.deskledger.api.attachment.FileStorage.KeptFile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that no row speaks of: those of deleted rows, and those that a crash left between file and row. Any
 * number of instances may do so at once; removing twice is removing.
 */
@Singleton
final class AttachmentSweep {

    static final Duration LEAST_AGE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweep.class);
    private static final int BATCH = 1_000;

    private final AttachmentRepository attachments;
    private final FileStorage storage;
    private final Incoming incoming;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private @Nullable String position;

    AttachmentSweep(
            AttachmentRepository attachments,
            FileStorage storage,
            Incoming incoming,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.attachments = attachments;
        this.storage = storage;
        this.incoming = incoming;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One pass: the files of deleted rows, what was never received to its end, and the next {@value #BATCH} files of
     * the storage; the pass after the last one starts again at the first.
     *
     * @return how many files it removed
     */
    synchronized int runOnce() throws IOException {
        Instant old = clock.instant().minus(LEAST_AGE);
        int removed = removeDeleted() + incoming.removeOlderThan(old);
        List<KeptFile> files = storage.list(position, BATCH);
        position = files.size() < BATCH ? null : files.getLast().key();
        List<String> candidates = files.stream()
                .filter(file -> file.at().isBefore(old))
                .map(KeptFile::key)
                .toList();
        if (candidates.isEmpty()) {
            return removed;
        }
        List<String> lost = transactions.executeRead(_ -> attachments.unknownAmong(candidates));
        for (String key : lost) {
            storage.delete(key);
        }
        if (!lost.isEmpty()) {
            LOG.info("Removed {} files that belong to no attachment", lost.size());
        }
        return removed + lost.size();
    }

    /** Removes the file of a row that is gone; where the storage fails, a later pass does. */
    void removeNow(String key) {
        try {
            removeAll(List.of(key));
        } catch (SilentStorageException | RuntimeException e) {
            LOG.warn("File {} is left to the sweep", key, e);
        }
    }

    private int removeDeleted() throws SilentStorageException {
        int removed = 0;
        List<String> keys;
        do {
            keys = transactions.executeRead(_ -> attachments.removed(BATCH));
            int gone = removeAll(keys);
            removed += gone;
            if (gone < keys.size()) {
                return removed;
            }
        } while (keys.size() == BATCH);
        return removed;
    }

    /** Removes what it can; ends with the first file that the storage keeps silent about. */
    private int removeAll(List<String> keys) throws SilentStorageException {
        SilentStorageException silent = null;
        List<String> gone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String key : keys) {
            try {
                storage.delete(key);
                gone.add(key);
            } catch (SilentStorageException e) {
                silent = e;
                left.add(key);
                break;
            } catch (IOException e) {
                LOG.warn("File {} can't be removed for now", key, e);
                left.add(key);
            }
        }
        transactions.executeWrite(_ -> {
            attachments.forgetRemoved(gone);
            attachments.postponeRemoved(left, clock.instant());
            return null;
        });
        if (silent != null) {
            throw silent;
        }
        return gone.size();
    }
}
