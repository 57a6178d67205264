package io.deskledger.api.attachment;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files on this machine's disk, in 256 folders by the first two digits of their keys. */
@Singleton
@Requires(property = "deskledger.attachments.storage", value = AttachmentSettings.LOCAL)
final class LocalStorage implements FileStorage {

    private static final int FOLDER_DIGITS = 2;

    private final Path root;

    LocalStorage(AttachmentSettings settings) {
        this.root = settings.dir().resolve("files");
    }

    @Override
    public void put(String key, Path file) throws IOException {
        Path folder = Files.createDirectories(folder(key));
        sync(file, StandardOpenOption.WRITE);
        Files.move(file, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        sync(folder, StandardOpenOption.READ);
    }

    @Override
    public Optional<InputStream> get(String key) throws IOException {
        try {
            return Optional.of(Files.newInputStream(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public List<KeptFile> list(@Nullable String after, int limit) throws IOException {
        List<KeptFile> found = new ArrayList<>();
        for (Path folder : sorted(root)) {
            if (after != null && folder.getFileName().toString().compareTo(after.substring(0, FOLDER_DIGITS)) < 0) {
                continue;
            }
            for (Path file : sorted(folder)) {
                String key = file.getFileName().toString();
                if (ObjectKey.isOne(key) && (after == null || key.compareTo(after) > 0)) {
                    add(found, file);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
        }
        return found;
    }

    private Path path(String key) {
        return folder(key).resolve(key);
    }

    private Path folder(String key) {
        if (!ObjectKey.isOne(key)) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return root.resolve(key.substring(0, FOLDER_DIGITS));
    }

    /** A file may go while the folder is read. */
    private static void add(List<KeptFile> found, Path file) throws IOException {
        try {
            found.add(new KeptFile(
                    file.getFileName().toString(),
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            // Gone is as good as never found.
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
