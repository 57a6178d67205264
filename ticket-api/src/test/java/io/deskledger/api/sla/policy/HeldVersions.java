package io.deskledger.api.sla.policy;

import io.deskledger.model.sla.SlaPolicyVersion;
import java.util.List;

/** Versions that tickets are held to, for tests without a database. */
public final class HeldVersions {

    private HeldVersions() {}

    /** That version, for good. */
    public static HeldVersion of(long id, SlaPolicyVersion version) {
        return new HeldVersion(id, version, null, List.of(), new HeldVersion.Place(false, 1));
    }
}
