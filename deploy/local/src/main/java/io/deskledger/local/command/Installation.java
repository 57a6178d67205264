package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a running launcher tells other commands about itself. */
record Installation(DataFolder data) {

    PidFile launcher() {
        return new PidFile(data.pidFile("launcher"));
    }

    boolean running() {
        return data.exists() && InstallationLock.held(data);
    }

    void publish(String address, String databaseUrl) throws IOException {
        DataFolder.writePrivate(databaseFile(), databaseUrl + "\n");
        DataFolder.writePrivate(addressFile(), address + "\n");
    }

    /** Where the API of the running launcher is; nothing while it is not up yet. */
    Optional<String> address() {
        return read(addressFile());
    }

    /** The JDBC URL of the running database, without credentials; nothing while it is not up. */
    Optional<String> databaseUrl() {
        return running() ? read(databaseFile()) : Optional.empty();
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address, or the exception that tells that nothing is up. */
    String requireAddress() {
        if (!running()) {
            throw new LauncherException(
                    "Deskledger is not running on %s. Start it with ./deskledger".formatted(data.root()));
        }
        return address()
                .orElseThrow(() -> new LauncherException("Deskledger is still starting; try again in a moment."));
    }

    void forget() throws IOException {
        Files.deleteIfExists(addressFile());
        Files.deleteIfExists(databaseFile());
        launcher().delete();
    }

    private Path databaseFile() {
        return data.run().resolve("database");
    }

    private Path addressFile() {
        return data.run().resolve("address");
    }
}
