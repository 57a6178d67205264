package io.deskledger.api.bulk;

import io.deskledger.api.limit.Gate;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The one gate in front of bulk changes and their undoing, whether a program or a page asks for them. */
@Singleton
public final class BulkGate {

    /** Their bodies are large, and everybody else needs the database too. */
    private static final int AT_ONCE = 2;

    private final Gate gate;

    BulkGate(BulkSettings settings) {
        this.gate = new Gate(AT_ONCE, settings.patience(), "Other bulk changes");
    }

    /** Does the work when its turn comes; see {@link Gate#pass}. */
    public <T> T pass(Supplier<T> work) {
        return gate.pass(work);
    }
}
