package io.deskledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that lives as long as its server; what a killed JVM left behind is cleared away by the next one. */
final class TemporaryFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final String OWNER = "owner.lock";

    private final Path path;
    private final FolderLock lock;

    private TemporaryFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates a folder, first telling {@code abandoned} of each one of the same kind that lost its owner. */
    static TemporaryFolder create(String kind, Consumer<Path> abandoned) {
        return create(Path.of(System.getProperty("java.io.tmpdir")), kind, abandoned);
    }

    static TemporaryFolder create(Path base, String kind, Consumer<Path> abandoned) {
        String prefix = "deskledger-" + kind + "-";
        try {
            sweep(base, prefix, abandoned);
            Path path = Files.createTempDirectory(base, prefix);
            return new TemporaryFolder(path, FolderLock.acquire(path.resolve(OWNER), path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep(Path base, String prefix, Consumer<Path> abandoned) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, prefix + "*")) {
            for (Path folder : folders) {
                sweepOne(folder, abandoned);
            }
        }
    }

    private static void sweepOne(Path folder, Consumer<Path> abandoned) {
        // A folder without a lock file is just being made by another JVM, or belongs to another user.
        if (!Files.isWritable(folder.resolve(OWNER))) {
            return;
        }
        try {
            Optional<FolderLock> lock = FolderLock.tryAcquire(folder.resolve(OWNER));
            if (lock.isPresent()) {
                try {
                    abandoned.accept(folder);
                    Folders.delete(folder);
                } finally {
                    lock.get().close();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not clear away the abandoned folder {}: {}", folder, e.toString());
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (lock) {
            Folders.delete(path);
        } catch (IOException e) {
            LOG.warn("Could not delete the temporary folder {}: {}", path, e.toString());
        }
    }
}
