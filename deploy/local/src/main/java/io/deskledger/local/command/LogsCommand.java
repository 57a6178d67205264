package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Settings;
import io.deskledger.local.process.LogFile;
import io.deskledger.local.stack.Leftovers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows the end of the logs, and goes on where asked to. */
public final class LogsCommand {

    private static final int LINES = 40;
    private static final int LINES_OF_EACH = 10;
    private static final int BLOCK = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DataFolder data;
    private final PrintStream out;

    public LogsCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
        this.out = System.out;
    }

    /** Answers the exit code; following ends with the process. */
    public int run(Optional<String> part, boolean follow) throws IOException, InterruptedException {
        List<String> known = new ArrayList<>(Leftovers.parts());
        known.add("launcher");
        if (part.isPresent() && !known.contains(part.get())) {
            throw new LauncherException(
                    "There is no log '%s'; there are: %s.".formatted(part.get(), String.join(", ", known)));
        }
        List<Path> files = part.map(List::of).orElse(known).stream()
                .map(data::log)
                .filter(Files::exists)
                .toList();
        if (files.isEmpty()) {
            throw new LauncherException("There are no logs in %s yet.".formatted(data.logs()));
        }
        Map<Path, Long> shown = new TreeMap<>();
        for (Path file : files) {
            heading(files, file);
            shown.put(file, Files.size(file));
            new LogFile(file).tail(part.isPresent() ? LINES : LINES_OF_EACH).forEach(out::println);
        }
        Optional<Path> last = Optional.of(files.getLast());
        while (follow) {
            for (Path file : files) {
                last = showNew(files, file, shown, last);
            }
            Thread.sleep(PAUSE);
        }
        return 0;
    }

    private Optional<Path> showNew(List<Path> files, Path file, Map<Path, Long> shown, Optional<Path> last)
            throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        long from = shown.getOrDefault(file, 0L);
        if (size == from) {
            return last;
        }
        if (!last.equals(Optional.of(file))) {
            heading(files, file);
        }
        // Smaller than before: it was moved aside and begun anew.
        shown.put(file, copy(file, size < from ? 0 : from));
        return Optional.of(file);
    }

    private long copy(Path file, long from) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(from);
            byte[] block = new byte[BLOCK];
            int read;
            while ((read = access.read(block)) > 0) {
                out.write(block, 0, read);
            }
            out.flush();
            return access.getFilePointer();
        }
    }

    private void heading(List<Path> files, Path file) {
        if (files.size() > 1) {
            out.printf("==> %s <==%n", file);
        }
    }
}
