package io.deskledger.api.attachment;

import io.deskledger.api.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A storage that fails: the log knows why, the caller that it is worth trying again. */
final class StorageFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StorageFailure.class);

    private StorageFailure() {}

    static ProblemException of(String what, Exception cause) {
        LOG.error("Storage of attachments: {} failed", what, cause);
        return new ProblemException.Unavailable("The storage of files is not available at the moment; try again");
    }
}
