package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointPem;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the checkpoints to hold the log against: those of the files where some are configured, else the database's. */
@Singleton
final class CheckpointSource {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSource.class);

    private final VerifySettings settings;
    private final CheckpointQueries queries;

    CheckpointSource(VerifySettings settings, CheckpointQueries queries) {
        this.settings = settings;
        this.queries = queries;
    }

    /**
     * The checkpoints as they are now; to be asked for before the log is read, so that the log is not the older one.
     *
     * @throws ProblemException.Unavailable where what is configured can't be read
     */
    Checkpoints open() {
        CheckpointKeys keys = keys();
        try {
            List<File> files = settings.checkpoints();
            if (keys.isEmpty()) {
                return new CheckpointsOfDatabase(queries, Map.of(), keys);
            }
            return files.isEmpty()
                    ? new CheckpointsOfDatabase(queries, AuditSchema.require(queries::sizes), keys)
                    : new CheckpointsOfFiles(CheckpointFile.open(files, Instant.MAX), keys);
        } catch (IOException e) {
            LOG.warn("The checkpoints can't be read: {}", e.toString());
            throw new ProblemException.Unavailable("The checkpoints of the log can't be read");
        }
    }

    /** The keys that checkpoints are trusted by; none where none are configured. */
    CheckpointKeys keys() {
        List<PublicKey> keys = new ArrayList<>();
        try {
            for (File file : settings.publicKeys()) {
                keys.addAll(CheckpointPem.publicKeys(Files.readString(file.toPath())));
            }
            return new CheckpointKeys(keys);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The public key of the checkpoints can't be read: {}", e.toString());
            throw new ProblemException.Unavailable("The public key of the checkpoints can't be read");
        }
    }
}
