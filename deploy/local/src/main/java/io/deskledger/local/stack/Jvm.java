package io.deskledger.local.stack;

import io.deskledger.local.config.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<String> command(DataFolder data) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx%dm".formatted(heapMegabytes),
                "-Xss512k",
                "-XX:MaxMetaspaceSize=%dm".formatted(metaspaceMegabytes),
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:TieredStopAtLevel=" + tier,
                // The supervisor starts it again, which is more than it could do for itself.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + data.cache().resolve(name().toLowerCase(Locale.ROOT) + ".jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }
}
