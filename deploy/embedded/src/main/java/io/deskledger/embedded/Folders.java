package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the servers need of the file system. */
final class Folders {

    private Folders() {}

    /** The folder, created if need be, by the one path that doesn't depend on how it was spelt. */
    static Path writable(Path folder, String server) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            if (!Files.isWritable(real) || !Files.isWritable(real.resolveSibling("."))) {
                throw new EmbeddedServerException(
                        "Folder " + real + " for " + server + " or its parent is not writable");
            }
            return real;
        } catch (IOException e) {
            throw new EmbeddedServerException("Folder " + folder + " for " + server + " can't be made: " + e, e);
        }
    }

    /** The file next to the folder whose name is the folder's with an ending. */
    static Path sibling(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
