package io.deskledger.api.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where a page ended: the sort key and the id of its last row. Opaque to callers, and good only for the list (and
 * order) that answered it; the checksum tells a damaged one, it keeps no secret.
 *
 * @param at the sort key
 * @param id breaks ties
 */
public record Cursor(Instant at, long id) {

    private static final char SEPARATOR = '|';
    private static final int PARTS = 4;

    /** The cursor as text, for the named list. */
    public String text(String list) {
        String content = list + SEPARATOR + at + SEPARATOR + id;
        String sealed = content + SEPARATOR + checksum(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of that text, or empty where the named list can't have answered it. */
    static Optional<Cursor> parse(String list, String text) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = sealed.split("\\|", -1);
            if (parts.length != PARTS || !parts[0].equals(list)) {
                return Optional.empty();
            }
            Cursor cursor = new Cursor(Instant.parse(parts[1]), Long.parseLong(parts[2]));
            return cursor.text(list).equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
