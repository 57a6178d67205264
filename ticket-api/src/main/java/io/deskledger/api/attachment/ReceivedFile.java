package io.deskledger.api.attachment;

import io.deskledger.api.ticket.AttachmentText.FileFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that came in and waits to be kept; closing it removes what is left of it.
 *
 * @param path where it is for now
 * @param facts what it is
 */
record ReceivedFile(Path path, FileFacts facts) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a received file can't be removed", e);
        }
    }
}
