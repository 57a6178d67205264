package io.deskledger.model.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the hash of a row covers, byte by byte. The one place that knows; {@code docs/audit-trail.md} says the same to
 * people, with an example. A change here breaks every chain there is. For one thread: what it needs is used again for
 * each row.
 */
final class RowHasher {

    private static final int NULL = -1;

    private final MessageDigest digest = Sha256.digest();
    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    Hash ofData(String data) {
        return Hash.owning(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
    }

    Hash ofRow(Hash previous, AuditRow row, Hash dataHash) {
        write(row);
        previous.update(digest);
        digest.update(buffer.array(), 0, buffer.position());
        dataHash.update(digest);
        return Hash.owning(digest.digest());
    }

    /** The columns of the row in their fixed order, each behind its length: no two different rows give equal bytes. */
    byte[] canonical(AuditRow row) {
        write(row);
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private void write(AuditRow row) {
        buffer.clear();
        number((long) row.chain());
        number(row.seq());
        text(row.eventId().toString());
        number(micros(row.recordedAt()));
        number(micros(row.occurredAt()));
        text(row.type());
        text(row.entity());
        number(row.entityId());
        number(row.ticketId());
        number(row.version());
        text(row.action());
        number(row.actorId());
        text(row.actorRole());
        text(row.requestId());
        number(row.kafkaOffset());
    }

    private void number(@Nullable Long value) {
        reserve(Integer.BYTES + Long.BYTES);
        if (value == null) {
            buffer.putInt(NULL);
        } else {
            buffer.putInt(Long.BYTES).putLong(value);
        }
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        reserve(Integer.BYTES + utf8.length);
        buffer.putInt(utf8.length).put(utf8);
    }

    private void reserve(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
