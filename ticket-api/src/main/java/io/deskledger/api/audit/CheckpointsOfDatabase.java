package io.deskledger.api.audit;

import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.SignedCheckpoint;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checkpoints that stand beside the log: its owner can take some away, but can't make one.
 *
 * @param sizes of each chain the largest one, as it was when the verification began
 */
record CheckpointsOfDatabase(CheckpointQueries queries, Map<Integer, Long> sizes, CheckpointKeys keys)
        implements Checkpoints {

    @Override
    public String source() {
        return keys.isEmpty() ? "none" : "database";
    }

    @Override
    public Set<Integer> chains() {
        return sizes.keySet();
    }

    @Override
    public Iterator<SignedCheckpoint> of(int chain) {
        return new Pages(chain, sizes.getOrDefault(chain, 0L));
    }

    @Override
    public long unreadable() {
        return 0;
    }

    @Override
    public void close() {
        // nothing is open between two pages
    }

    private final class Pages implements Iterator<SignedCheckpoint> {

        private final int chain;
        private final long last;
        private long size;
        private boolean more;
        private Iterator<SignedCheckpoint> page = Collections.emptyIterator();

        Pages(int chain, long last) {
            this.chain = chain;
            this.last = last;
            this.more = last > 0;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && more) {
                List<SignedCheckpoint> next = queries.page(chain, size, last);
                more = next.size() == CheckpointQueries.PAGE;
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public SignedCheckpoint next() {
            boolean found = hasNext();
            SignedCheckpoint next = page.next();
            size = found ? next.checkpoint().size() : size;
            return next;
        }
    }
}
