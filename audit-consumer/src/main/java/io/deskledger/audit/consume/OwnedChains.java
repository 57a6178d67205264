package io.deskledger.audit.consume;

import java.util.Set;

/** Which chains this process appends to at the moment: those of the partitions that it reads. */
public interface OwnedChains {

    Set<Integer> ownedChains();
}
