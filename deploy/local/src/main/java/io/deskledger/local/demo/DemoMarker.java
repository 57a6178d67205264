package io.deskledger.local.demo;

import io.deskledger.local.config.DataFolder;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** Remembers what was loaded, so that a later start needs not even ask. */
final class DemoMarker {

    /**
     * What is known.
     *
     * @param loaded how many demo tickets are in
     * @param present the moment that the demo's year ends with
     */
    record State(int loaded, Instant present) {}

    private final Path file;

    DemoMarker(DataFolder data) {
        this.file = data.root().resolve("demo.properties");
    }

    Optional<State> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new State(
                Integer.parseInt(properties.getProperty("loaded")), Instant.parse(properties.getProperty("present"))));
    }

    void write(State state) throws IOException {
        DataFolder.writePrivate(file, "loaded=%d%npresent=%s%n".formatted(state.loaded(), state.present()));
    }
}
