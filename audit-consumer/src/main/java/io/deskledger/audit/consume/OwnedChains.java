package io.deskledger.audit.consume;

import java.util.Set;

/** Which chains this process appends to at the moment: those of the partitions that it reads. */
public interface OwnedChains {

    Set<Integer> ownedChains();

    /** Those that it appended to last, once it has stopped to for good or for now; before that, none. */
    Set<Integer> lastChains();
}
