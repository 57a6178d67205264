package io.deskledger.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.preference.PreferenceRepository.Stored;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.UserEvent;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what people choose for their own desk, on whatever machine they sit. */
@Singleton
public class PreferenceService {

    private final PreferenceRepository preferences;
    private final Outbox outbox;
    private final Clock clock;

    PreferenceService(PreferenceRepository preferences, Outbox outbox, Clock clock) {
        this.preferences = preferences;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Connectable
    public Preferences get(Caller caller) {
        return view(preferences.find(caller.id()).orElseThrow(PreferenceService::unknown));
    }

    /** A patch that changes nothing leaves no event. */
    @Transactional
    public Preferences change(PreferencePatch patch, @Nullable String ifMatch, Caller caller) {
        Stored before = preferences.lock(caller.id()).orElseThrow(PreferenceService::unknown);
        Versions.require(ifMatch, before.version());
        List<QueueColumn> columns = patch.apply(before.queueColumns());
        if (Objects.equals(columns, before.queueColumns())) {
            return view(before);
        }
        Stored after = new Stored(before.version() + 1, columns);
        preferences.update(caller.id(), after);
        EventHeader header = new EventHeader(
                EventIds.next(), clock.instant(), caller.id(), after.version(), caller.actor(), caller.origin());
        FieldChange change = new FieldChange(json(before.queueColumns()), json(columns));
        outbox.append(new UserEvent.Updated(header, Map.of(PreferencePatch.QUEUE_COLUMNS, change)));
        return view(after);
    }

    private static Preferences view(Stored stored) {
        List<QueueColumn> columns = stored.queueColumns();
        return new Preferences(columns == null ? QueueColumn.USUAL : columns, stored.version());
    }

    private static JsonNode json(@Nullable List<QueueColumn> columns) {
        if (columns == null) {
            return NullNode.instance;
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        columns.forEach(column -> names.add(column.wire()));
        return names;
    }

    private static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such user");
    }
}
