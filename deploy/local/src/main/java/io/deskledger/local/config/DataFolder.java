package io.deskledger.local.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Everything one installation keeps, readable by its user only. */
public record DataFolder(Path root) {

    private static final long LEAST_SPACE = 500L * 1024 * 1024;

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The files that people attach to tickets, unless the environment names another place. */
    public Path attachments() {
        return root.resolve("attachments");
    }

    /** What the audit log was, signed; whoever wants it safe from this machine copies it to another one. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** Output of each process, one file each. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What is running: process ids, the lock, the ports. */
    public Path run() {
        return root.resolve("run");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** What can be thrown away at any time: it only makes the next start faster. */
    public Path cache() {
        return root.resolve("cache");
    }

    public Path lock() {
        return run().resolve("launcher.lock");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path pidFile(String part) {
        return run().resolve(part + ".pid");
    }

    public boolean exists() {
        return Files.isDirectory(run());
    }

    /** Makes the folders, and refuses a place that can't be written or is nearly full. */
    public void prepare() {
        try {
            for (Path folder : new Path[] {root, logs(), run(), secrets(), cache(), checkpoints()}) {
                createPrivate(folder);
            }
            Path probe = Files.createTempFile(run(), "probe", null);
            Files.delete(probe);
            requireSpace(Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            throw new LauncherException(
                    "The data folder %s can't be written (%s). Set DESKLEDGER_DATA_DIR to another one."
                            .formatted(root, reason(e)),
                    e);
        }
    }

    void requireSpace(long usable) {
        if (usable < LEAST_SPACE) {
            throw new LauncherException(
                    "Only %d MB are free for the data folder %s; at least %d MB are needed. Free some space or set DESKLEDGER_DATA_DIR."
                            .formatted(usable >> 20, root, LEAST_SPACE >> 20));
        }
    }

    /** Writes a file that only its user may read; a reader sees the old content or the new, never a part. */
    public static void writePrivate(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(fresh, options, ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException exists
                && !Files.isDirectory(Path.of(exists.getFile()), LinkOption.NOFOLLOW_LINKS)) {
            return exists.getFile() + " is not a folder";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " can't be made";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
