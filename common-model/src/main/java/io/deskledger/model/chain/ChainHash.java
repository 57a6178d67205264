package io.deskledger.model.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the hash of a row covers, byte by byte. The one place that knows; {@code docs/audit-trail.md} says the same to
 * people, with an example. A change here breaks every chain there is.
 */
public final class ChainHash {

    private static final int NULL = -1;

    private ChainHash() {}

    /** The hash of an event's data as received. */
    public static Hash ofData(String data) {
        return Hash.of(sha256().digest(data.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash of a row that follows the row with hash {@code previous}. */
    public static Hash ofRow(Hash previous, AuditRow row, Hash dataHash) {
        MessageDigest digest = sha256();
        digest.update(previous.bytes());
        digest.update(canonical(row));
        digest.update(dataHash.bytes());
        return Hash.of(digest.digest());
    }

    /** The columns of the row in their fixed order, each behind its length: no two different rows give equal bytes. */
    static byte[] canonical(AuditRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            number(out, (long) row.chain());
            number(out, row.seq());
            text(out, row.eventId().toString());
            number(out, micros(row.recordedAt()));
            number(out, micros(row.occurredAt()));
            text(out, row.type());
            text(out, row.entity());
            number(out, row.entityId());
            number(out, row.ticketId());
            number(out, row.version());
            text(out, row.action());
            number(out, row.actorId());
            text(out, row.actorRole());
            text(out, row.requestId());
            number(out, row.kafkaOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void number(DataOutputStream out, @Nullable Long value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        }
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
