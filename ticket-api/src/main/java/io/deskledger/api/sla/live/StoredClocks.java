package io.deskledger.api.sla.live;

import io.deskledger.model.WireName;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads clocks as lists of tickets hold them: rows in PostgreSQL's binary form, one behind the other. A row is its
 * number of columns, and each column the number of its type, its length (-1 for null) and its bytes; numbers are
 * big-endian and of four bytes ({@code record_send} in PostgreSQL's {@code rowtypes.c}).
 */
final class StoredClocks {

    private static final int COLUMNS = 9;

    /** PostgreSQL counts the microseconds of a {@code timestamptz} from 2000 on: so many after 1970. */
    private static final long FIRST_MICROS = 946_684_800_000_000L;

    private final ByteBuffer rows;

    private StoredClocks(byte[] rows) {
        this.rows = ByteBuffer.wrap(rows);
    }

    /**
     * The clocks in the order of their targets; they are stored backwards.
     *
     * @throws IllegalStateException where a row has another number of columns
     */
    static List<ShownClock> read(byte[] rows) {
        StoredClocks stored = new StoredClocks(rows);
        List<ShownClock> clocks = new ArrayList<>();
        while (stored.rows.hasRemaining()) {
            clocks.addFirst(stored.row());
        }
        return clocks;
    }

    private ShownClock row() {
        int columns = rows.getInt();
        if (columns != COLUMNS) {
            throw new IllegalStateException("a clock has %d columns, not %d".formatted(columns, COLUMNS));
        }
        return new ShownClock(
                constant(SlaKind.class),
                number(),
                number(),
                constant(SlaState.class),
                truth(),
                instantOrNull(),
                instantOrNull(),
                instantOrNull(),
                Objects.requireNonNull(instantOrNull(), "counted_from"));
    }

    private <E extends Enum<E> & WireName> E constant(Class<E> type) {
        byte[] text = new byte[length()];
        rows.get(text);
        return WireName.find(type, new String(text, StandardCharsets.US_ASCII)).orElseThrow();
    }

    private long number() {
        length();
        return rows.getLong();
    }

    private boolean truth() {
        length();
        return rows.get() != 0;
    }

    private @Nullable Instant instantOrNull() {
        if (length() < 0) {
            return null;
        }
        return FactsRepository.instant(FIRST_MICROS + rows.getLong());
    }

    /** Of the next column, whose type is passed over. */
    private int length() {
        rows.getInt();
        return rows.getInt();
    }
}
