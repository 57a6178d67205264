package io.deskledger.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder to one owner; the operating system lets go of it when the owner dies, however it dies. */
final class FolderLock implements AutoCloseable {

    /**
     * What this JVM holds. POSIX drops all locks of a process on a file as soon as the process closes any channel on
     * it, so a file that is held here must not even be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock acquire(Path file, String what) throws IOException {
        return tryAcquire(file)
                .orElseThrow(() -> new EmbeddedServerException(what + " is in use by another running process"));
    }

    static Optional<FolderLock> tryAcquire(Path file) throws IOException {
        Path canonical = file.toAbsolutePath().normalize();
        if (!HELD.add(canonical)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(canonical, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new FolderLock(canonical, channel));
        } finally {
            if (!locked) {
                HELD.remove(canonical);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
