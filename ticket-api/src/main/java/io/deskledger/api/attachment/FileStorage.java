package io.deskledger.api.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps files under keys; knows nothing of tickets. */
interface FileStorage {

    /**
     * Keeps the content of the file, all of it or nothing: durable when this returns. The file may be moved away.
     *
     * @param key a new one from {@link ObjectKey}
     */
    void put(String key, Path file) throws IOException;

    /** The content, or empty where nothing is kept under the key. The caller closes the stream. */
    Optional<InputStream> get(String key) throws IOException;

    /** Removes the file; one that is not there is fine. */
    void delete(String key) throws IOException;

    /**
     * Up to {@code limit} files in the order of their keys, those behind {@code after} or, where it is null, the first.
     */
    List<KeptFile> list(@Nullable String after, int limit) throws IOException;

    /** A file that is kept: its key and when it was put there. */
    record KeptFile(String key, Instant at) {}
}
