package io.deskledger.local.stack;

import io.deskledger.local.config.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much each JVM may take, so that all together stay within 1.5 GB. */
enum Jvm {
    KAFKA(192, 96),
    TICKET_API(256, 160),
    AUDIT_CONSUMER(160, 128),
    /** Its work is done by PostgreSQL: code compiled quickly is worth more than code compiled well. */
    ANALYTICS_WORKER(160, 128, "-XX:TieredStopAtLevel=1");

    private final int heapMegabytes;
    private final int metaspaceMegabytes;
    private final List<String> more;

    Jvm(int heapMegabytes, int metaspaceMegabytes, String... more) {
        this.heapMegabytes = heapMegabytes;
        this.metaspaceMegabytes = metaspaceMegabytes;
        this.more = List.of(more);
    }

    /** The command up to what is to be run. */
    List<String> command(DataFolder data) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx%dm".formatted(heapMegabytes),
                "-Xss512k",
                "-XX:MaxMetaspaceSize=%dm".formatted(metaspaceMegabytes),
                "-XX:ReservedCodeCacheSize=64m",
                // The supervisor starts it again, which is more than it could do for itself.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.cache().resolve(name().toLowerCase(Locale.ROOT) + ".jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(more);
        return command;
    }
}
