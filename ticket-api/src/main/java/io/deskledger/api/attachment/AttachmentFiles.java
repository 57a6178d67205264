package io.deskledger.api.attachment;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps storage and table in step without a transaction over both: the file is there before its row and goes after it.
 * What a crash leaves in between is a file without a row, which {@link AttachmentSweep} removes; never the reverse.
 */
@Singleton
public final class AttachmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentFiles.class);

    private final Incoming incoming;
    private final FileStorage storage;
    private final AttachmentService service;
    private final AttachmentSweep sweep;

    AttachmentFiles(Incoming incoming, FileStorage storage, AttachmentService service, AttachmentSweep sweep) {
        this.incoming = incoming;
        this.storage = storage;
        this.service = service;
        this.sweep = sweep;
    }

    /** Reads the upload, keeps its file and attaches it; what is refused or breaks off leaves nothing. */
    public AttachmentView add(long ticketId, String contentType, InputStream body, Caller caller) {
        service.requireRoom(ticketId, caller);
        UploadReader reader = new UploadReader(incoming);
        try {
            MultipartParser.parse(contentType, body, reader::read);
            return keep(ticketId, reader.end(caller), caller);
        } finally {
            reader.discard();
        }
    }

    /** The content; the caller closes it. */
    InputStream open(StoredAttachment attachment) {
        try {
            return storage.get(attachment.objectKey())
                    .orElseThrow(() -> new IOException("no file " + attachment.objectKey()));
        } catch (IOException e) {
            throw StorageFailure.of(
                    "reading the file of attachment " + attachment.view().id(), e);
        }
    }

    void remove(long id, @Nullable String ifMatch, Caller caller) {
        sweep.removeNow(service.remove(id, ifMatch, caller));
    }

    private AttachmentView keep(long ticketId, NewAttachment attachment, Caller caller) {
        String key = ObjectKey.next();
        try {
            storage.put(key, attachment.file().path());
        } catch (IOException e) {
            throw StorageFailure.of("keeping a file", e);
        }
        try {
            return service.add(ticketId, attachment, key, caller);
        } catch (ProblemException e) {
            // Only here it is sure that no row was written: after any other failure the commit may have happened.
            discard(key);
            throw e;
        }
    }

    private void discard(String key) {
        try {
            storage.delete(key);
        } catch (IOException e) {
            LOG.warn("File {} of a refused upload is left to the sweep", key, e);
        }
    }
}
