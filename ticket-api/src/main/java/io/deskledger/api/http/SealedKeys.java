package io.deskledger.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** The text of a cursor: the list it belongs to and the sort keys of a row. The checksum tells a damaged one. */
public final class SealedKeys {

    private static final String SEPARATOR = "|";
    private static final int LONGEST = 1_000;

    private SealedKeys() {}

    /** The text for the named list; neither the name nor a key holds a bar. */
    public static String seal(String list, List<String> keys) {
        String content = list + SEPARATOR + String.join(SEPARATOR, keys);
        String sealed = content + SEPARATOR + checksum(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
    }

    /** The keys in that text, or empty where the named list can't have answered it. */
    public static Optional<List<String>> open(String list, String text) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = Arrays.asList(sealed.split("\\|", -1));
            if (text.length() > LONGEST
                    || parts.size() <= 2
                    || !parts.getFirst().equals(list)) {
                return Optional.empty();
            }
            List<String> keys = List.copyOf(parts.subList(1, parts.size() - 1));
            return seal(list, keys).equals(text) ? Optional.of(keys) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
