package io.deskledger.api.attachment;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.ticket.AttachmentText.FileFacts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Receives files piece by piece onto the disk, where they are measured, hashed and looked at before they are kept. */
@Singleton
final class Incoming {

    private static final int BUFFER = 64 * 1024;

    private final AttachmentSettings settings;
    private final ContentTypes types;
    private final Path folder;

    Incoming(AttachmentSettings settings, ContentTypes types) {
        this.settings = settings;
        this.types = types;
        this.folder = settings.dir().resolve("incoming");
    }

    /**
     * Reads the stream to its end; what is empty, too large or breaks off leaves nothing.
     *
     * @throws IOException where the stream breaks off; that our disk fails is {@link ProblemException.Unavailable}
     */
    ReceivedFile receive(String name, InputStream content) throws IOException {
        Path file = folder.resolve(ObjectKey.next());
        MessageDigest digest = sha256();
        try {
            long size = copy(content, file, digest);
            if (size == 0) {
                throw new ProblemException.Invalid("file", "must not be empty");
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            return new ReceivedFile(file, new FileFacts(name, types.of(file, name), size, hash));
        } catch (UncheckedIOException e) {
            Files.deleteIfExists(file);
            throw StorageFailure.of("receiving a file", e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Removes what a process that died was receiving, unless it was written to since then. */
    int removeOlderThan(Instant time) throws IOException {
        int removed = 0;
        for (Path file : files()) {
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time) && Files.deleteIfExists(file)) {
                    removed++;
                }
            } catch (NoSuchFileException e) {
                // Another instance was faster.
            }
        }
        return removed;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private long copy(InputStream content, Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (DiskFile out = DiskFile.create(folder, file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > settings.maxFileSize()) {
                    throw new ProblemException.TooLarge("A file may have at most " + settings.maxFileSize() + " bytes");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, read);
            }
        }
        return size;
    }

    /** Tells the disk's failures from the client's: they are unchecked. */
    private record DiskFile(OutputStream out) implements AutoCloseable {

        static DiskFile create(Path folder, Path file) {
            try {
                Files.createDirectories(folder);
                return new DiskFile(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void write(byte[] bytes, int length) {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
