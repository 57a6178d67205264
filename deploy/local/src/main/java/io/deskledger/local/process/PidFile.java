package io.deskledger.local.process;

import io.deskledger.local.config.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which process runs a part, for whoever comes later: another command, or the next start after a crash. */
public record PidFile(Path file) {

    private static final int FIELDS = 3;

    /** What stands in the file. */
    public record Entry(ProcessId process, int port) {}

    public void write(ProcessId process, int port) {
        try {
            DataFolder.writePrivate(file, "%d %s %d%n".formatted(process.pid(), process.started(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the process if it is alive; a file of a dead one, or one that makes no sense, is as good as none. */
    public Optional<Entry> running() {
        return read().filter(entry -> entry.process().alive());
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Entry> read() {
        try {
            String[] fields = Files.readString(file).strip().split(" ", -1);
            return fields.length == FIELDS
                    ? Optional.of(
                            new Entry(new ProcessId(Long.parseLong(fields[0]), fields[1]), Integer.parseInt(fields[2])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
