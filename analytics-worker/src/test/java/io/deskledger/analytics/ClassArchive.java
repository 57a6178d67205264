package io.deskledger.analytics;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The worker's classes, loaded and linked once for all of its processes that tests start. Why: decision 50,
 * {@code docs/decisions/0050-what-verify-costs.md}.
 */
final class ClassArchive {

    /** Starts a worker with these options of the JVM, waits until it works, and has it end in order. */
    @FunctionalInterface
    interface FirstLife {
        void live(List<String> options) throws IOException;
    }

    private static final Path FILE = Path.of("target", "worker.aot").toAbsolutePath();

    private static boolean made;

    private ClassArchive() {}

    /** The class path of this test without the tests' own classes and resources, which no worker has. */
    static String classPath() {
        return String.join(
                File.pathSeparator, classPathEntries().map(Path::toString).toList());
    }

    /**
     * With what a JVM on {@link #classPath} uses the archive. The first call that finds none of these jars makes it,
     * while other test processes wait. Nothing where classes are in folders, as in an IDE: the JVM archives only what
     * is in jars.
     */
    static synchronized List<String> options(FirstLife first) throws IOException {
        if (classPathEntries().anyMatch(Files::isDirectory)) {
            return List.of();
        }
        if (!made) {
            try (FileChannel lock = FileChannel.open(
                            FILE.resolveSibling("worker.aot.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock _ = lock.lock()) {
                if (!isOfTheseJars()) {
                    make(first);
                }
            }
            made = true;
        }
        return List.of("-XX:AOTCache=" + FILE);
    }

    private static void make(FirstLife first) throws IOException {
        Path draft = FILE.resolveSibling("worker.aot.new");
        Files.deleteIfExists(draft);
        first.live(List.of("-XX:AOTCacheOutput=" + draft));
        Files.move(draft, FILE, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isOfTheseJars() throws IOException {
        if (!Files.exists(FILE)) {
            return false;
        }
        FileTime since = Files.getLastModifiedTime(FILE);
        for (Path jar : classPathEntries().toList()) {
            if (Files.getLastModifiedTime(jar).compareTo(since) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Stream<Path> classPathEntries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> !entry.endsWith("test-classes"));
    }
}
