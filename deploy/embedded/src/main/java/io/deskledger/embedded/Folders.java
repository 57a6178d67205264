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

    /** The folder as an absolute path, created if need be. */
    static Path writable(Path folder, String server) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new EmbeddedServerException("Folder " + absolute + " for " + server + " can't be created: " + e, e);
        }
        if (!Files.isWritable(absolute)) {
            throw new EmbeddedServerException("Folder " + absolute + " for " + server + " is not writable");
        }
        return absolute;
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
