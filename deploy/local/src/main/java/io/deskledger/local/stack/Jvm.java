package io.deskledger.local.stack;

import io.deskledger.local.config.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How much each JVM may take, so that all together stay within 1.5 GB. */
enum Jvm {
    KAFKA(192, 96, Jvm.ALL_TIERS),
    TICKET_API(256, 160, Jvm.ALL_TIERS),
    AUDIT_CONSUMER(160, 128, Jvm.ALL_TIERS),
    /** Its work is done by PostgreSQL: code compiled quickly is worth more than code compiled well. */
    ANALYTICS_WORKER(160, 128, Jvm.QUICK_TIER);

    private static final int QUICK_TIER = 1;
    private static final int ALL_TIERS = 4;

    private final int heapMegabytes;
    private final int metaspaceMegabytes;
    private final int tier;

    Jvm(int heapMegabytes, int metaspaceMegabytes, int tier) {
        this.heapMegabytes = heapMegabytes;
        this.metaspaceMegabytes = metaspaceMegabytes;
        this.tier = tier;
    }

    /** The command up to what is to be run. */
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // Little to begin with: what has been touched once is rarely given back.
                "-Xms48m",
                "-Xmx%dm".formatted(heapMegabytes),
                "-XX:+UseCompactObjectHeaders",
                "-Xss512k",
                // Up to here the classes of a start are no reason to collect the whole heap.
                "-XX:MetaspaceSize=96m",
                "-XX:MaxMetaspaceSize=%dm".formatted(metaspaceMegabytes),
                "-XX:ReservedCodeCacheSize=64m",
                // What the JVM's own work (compiling, above all) has left with the C library goes back to the system.
                "-XX:TrimNativeHeapInterval=10000",
                "-XX:TieredStopAtLevel=" + tier,
                // The supervisor starts it again, which is more than it could do for itself.
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    /**
     * What keeps the classes of a start for the next ones: beside the jar, for all data folders, or in this one where
     * nothing may be written there. The JVM writes it at the first orderly end, and again when it no longer fits.
     *
     * @param jar what is run
     */
    List<String> archive(Path jar, DataFolder data) {
        Path beside = jar.toAbsolutePath().resolveSibling("");
        Path folder = Files.isWritable(beside) ? beside : data.cache();
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("%s.jsa".formatted(name().toLowerCase(Locale.ROOT))));
    }
}
