package io.deskledger.api.audit;

import io.deskledger.api.http.Moments;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/** Where a page of the log ended; opaque to callers and good only for the order that answered it. */
public record LogCursor(Instant recordedAt, UUID eventId) {

    private static final String SEPARATOR = "|";
    private static final int PARTS = 4;

    static LogCursor of(LogEntry last) {
        return new LogCursor(last.recordedAt(), last.eventId());
    }

    String text(boolean descending) {
        String content =
                String.join(SEPARATOR, descending ? "audit-desc" : "audit", recordedAt.toString(), eventId.toString());
        String sealed = content + SEPARATOR + checksum(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of that text, or empty where a list of that order can't have answered it. */
    public static Optional<LogCursor> parse(String text, boolean descending) {
        try {
            String sealed = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = sealed.split("\\|", -1);
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            LogCursor cursor = new LogCursor(Moments.parse(parts[1]), UUID.fromString(parts[2]));
            return cursor.text(descending).equals(text) ? Optional.of(cursor) : Optional.empty();
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
