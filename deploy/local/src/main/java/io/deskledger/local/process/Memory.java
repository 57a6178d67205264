package io.deskledger.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process holds in memory, in bytes; pages shared between processes count in parts. */
public final class Memory {

    private static final long KILOBYTE = 1024;

    private Memory() {}

    /** With its children; 0 where the system doesn't tell. */
    public static long of(ProcessHandle process) {
        return ofOne(process) + process.descendants().mapToLong(Memory::ofOne).sum();
    }

    /** Without its children; 0 where the system doesn't tell. */
    public static long ofOne(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
