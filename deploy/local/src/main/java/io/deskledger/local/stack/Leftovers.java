package io.deskledger.local.stack;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.process.Termination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Processes that a launcher left behind when it was killed. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leftovers() {}

    /** The names of all parts, in the order to stop them. */
    public static List<String> parts() {
        List<String> names = new ArrayList<>(
                Arrays.stream(Service.values()).map(Service::artifact).toList());
        names.add(KafkaPart.NAME);
        names.add(PostgresPart.NAME);
        return names;
    }

    /** The names of the parts that have a living process. */
    public static List<String> running(DataFolder data) {
        return parts().stream()
                .filter(name -> new PidFile(data.pidFile(name)).running().isPresent())
                .toList();
    }

    /** Stops what is there; answers whether there was anything. */
    public static boolean stop(DataFolder data, Journal journal) throws InterruptedException {
        boolean any = false;
        List<String> names = new ArrayList<>(parts());
        names.add(Training.NAME);
        for (String name : names) {
            PidFile file = new PidFile(data.pidFile(name));
            var left = file.running();
            if (left.isPresent()) {
                any = true;
                journal.tell("Stopping %s (pid %d), left behind by an earlier run"
                        .formatted(name, left.get().process().pid()));
                Termination.end(left.get().process(), name.equals(PostgresPart.NAME) ? "INT" : "TERM", PATIENCE);
            }
            file.delete();
        }
        return any;
    }
}
