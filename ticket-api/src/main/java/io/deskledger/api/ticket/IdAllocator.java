package io.deskledger.api.ticket;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Hands out ticket ids. The sequence steps by blocks, so that one round trip serves fifty tickets. */
@Singleton
public final class IdAllocator {

    private static final int BLOCK = 50;

    private final Sql sql;
    private final Deque<Block> blocks = new ArrayDeque<>();

    IdAllocator(Sql sql) {
        this.sql = sql;
    }

    /** The next id; needs a connection of the caller's. Ids that a failed transaction took are not used again. */
    public long next() {
        Long id = fromBlock();
        if (id != null) {
            return id;
        }
        // Outside of the lock: a caller that waits for a connection must not hold up those who need none.
        long first =
                sql.first("SELECT nextval('ticket_ids')", row -> row.getLong(1)).orElseThrow();
        synchronized (blocks) {
            blocks.addLast(new Block(first + 1, first + BLOCK));
        }
        return first;
    }

    /** So many new ids at once, in rising order. */
    public List<Long> next(int count) {
        return sql
                .list(
                        "SELECT nextval('ticket_ids') FROM generate_series(1, ?)",
                        row -> row.getLong(1),
                        (count + BLOCK - 1) / BLOCK)
                .stream()
                .flatMap(first -> LongStream.range(first, first + BLOCK).boxed())
                .sorted()
                .limit(count)
                .toList();
    }

    private @Nullable Long fromBlock() {
        synchronized (blocks) {
            Block block = blocks.pollFirst();
            if (block == null) {
                return null;
            }
            if (block.next() + 1 < block.end()) {
                blocks.addFirst(new Block(block.next() + 1, block.end()));
            }
            return block.next();
        }
    }

    private record Block(long next, long end) {}
}
