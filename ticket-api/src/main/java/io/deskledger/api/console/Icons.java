package io.deskledger.api.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Where a page finds a picture: all of them are in one file. */
public final class Icons {

    private static final String FILE = "/assets/icons.svg?v=" + hash() + "#";

    private Icons() {}

    public static String href(String name) {
        return FILE + name;
    }

    private static String hash() {
        try (InputStream file = Objects.requireNonNull(Icons.class.getResourceAsStream("/console/assets/icons.svg"))) {
            return Assets.hash(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
