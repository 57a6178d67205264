package io.deskledger.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Where a JVM finds what it would otherwise load and link at each start, an AOT cache (JEP 514). It lies beside the
 * jar, one for all data folders, and is named after what it fits: the JVM, its options and the jars.
 */
record StartCache(Path file) {

    private static final String PREFIX = "start-";

    /**
     * The best compiler waits for four times as many calls as by default, so that a start leaves it less to do;
     * {@code deploy/images/train} has the same.
     */
    private static final List<String> LATER_BEST_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    /**
     * The place of the cache, whether it is there or not.
     *
     * @param jar what is run, its libraries in {@code lib} beside it
     * @param options those of the JVM
     */
    static StartCache of(Path jar, List<String> options) {
        CRC32 fitting = new CRC32();
        add(fitting, Runtime.version().toString());
        options.forEach(option -> add(fitting, option));
        add(fitting, jar.toAbsolutePath().toString());
        jars(jar).forEach(each -> add(fitting, each));
        return new StartCache(jar.toAbsolutePath().resolveSibling(PREFIX + "%08x.aot".formatted(fitting.getValue())));
    }

    /** Whether one could be made. */
    boolean isWanted() {
        return !exists() && Files.isWritable(folder());
    }

    private boolean exists() {
        return Files.exists(file);
    }

    /** What tells the JVM to use it; nothing where it is not there. */
    List<String> options() {
        if (!exists()) {
            return List.of();
        }
        List<String> options = new ArrayList<>(LATER_BEST_COMPILER);
        options.add("-XX:AOTCache=" + file);
        return options;
    }

    /** Where a launcher may have one made, before it takes it over. */
    Path draft() {
        return file.resolveSibling(
                "%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
    }

    /** Takes over the draft, and removes those of earlier builds and drafts that were given up. */
    void takeDraft() throws IOException {
        Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path old : files.filter(this::isOther).toList()) {
                Files.deleteIfExists(old);
            }
        }
    }

    private Path folder() {
        return file.resolveSibling("");
    }

    private boolean isOther(Path other) {
        return other.getFileName().toString().startsWith(PREFIX) && !other.equals(file);
    }

    /** As the JVM knows them again: by name, size and time. */
    private static List<String> jars(Path jar) {
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            return Stream.concat(Stream.of(jar), libraries.sorted())
                    .map(StartCache::known)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String known(Path jar) {
        try {
            return "%s %d %s".formatted(jar.getFileName(), Files.size(jar), Files.getLastModifiedTime(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(CRC32 fitting, String text) {
        fitting.update(text.getBytes(StandardCharsets.UTF_8));
        fitting.update('\n');
    }
}
