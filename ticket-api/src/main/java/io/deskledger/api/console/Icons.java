package io.deskledger.api.console;

import io.deskledger.api.security.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;

/** Where a page finds a picture: all of them are in one file. */
public final class Icons {

    private static final int HASH_CHARS = 16;
    private static final String FILE = "/assets/icons.svg?v=" + hash() + "#";

    private Icons() {}

    public static String href(String name) {
        return FILE + name;
    }

    private static String hash() {
        try (InputStream file = Objects.requireNonNull(Icons.class.getResourceAsStream("/console/assets/icons.svg"))) {
            return HexFormat.of().formatHex(Secrets.hash(file.readAllBytes())).substring(0, HASH_CHARS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
