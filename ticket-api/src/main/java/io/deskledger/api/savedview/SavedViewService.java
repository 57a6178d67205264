package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.ViewEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saves, changes and deletes views: for their owners, and what is shared for admins too. */
@Singleton
public class SavedViewService {

    static final int MAX_VIEWS = 100;

    private final SavedViewRepository views;
    private final Outbox outbox;
    private final Clock clock;

    SavedViewService(SavedViewRepository views, Outbox outbox, Clock clock) {
        this.views = views;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public SavedView create(NewView view, Caller caller) {
        if (views.lockAndCount(caller.id()) >= MAX_VIEWS) {
            throw new ProblemException.Conflict("You have " + MAX_VIEWS + " views; delete one first");
        }
        if (views.named(caller.id(), view.nameKey()).isPresent()) {
            throw taken();
        }
        Instant now = clock.instant();
        SavedView created = views.insert(caller.id(), view, now);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        created.fields().forEach((field, value) -> changes.put(field, FieldChange.added(value)));
        outbox.append(new ViewEvent.Created(header(created, created.version(), now, caller), changes));
        return created;
    }

    /** A patch that changes nothing leaves no event. */
    @Transactional
    SavedView update(long id, ViewPatch patch, @Nullable String ifMatch, Caller caller) {
        SavedView before = require(id, ifMatch, caller);
        NewView content = patch.apply(before.content(), caller);
        if (content.equals(before.content())) {
            return before;
        }
        if (!content.nameKey().equals(before.content().nameKey())) {
            views.lockAndCount(before.ownerId());
            if (views.named(before.ownerId(), content.nameKey()).isPresent()) {
                throw taken();
            }
        }
        Instant now = clock.instant();
        SavedView after = before.with(content, now);
        views.update(after);
        Map<String, JsonNode> old = before.fields();
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        after.fields().forEach((field, value) -> {
            JsonNode from = old.getOrDefault(field, NullNode.instance);
            if (!from.equals(value)) {
                changes.put(field, new FieldChange(from, value));
            }
        });
        outbox.append(new ViewEvent.Updated(header(after, after.version(), now, caller), changes));
        return after;
    }

    @Transactional
    public void delete(long id, @Nullable String ifMatch, Caller caller) {
        SavedView view = require(id, ifMatch, caller);
        Instant now = clock.instant();
        views.delete(id);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        view.fields().forEach((field, value) -> changes.put(field, new FieldChange(value, NullNode.instance)));
        outbox.append(new ViewEvent.Deleted(header(view, view.version() + 1, now, caller), changes));
    }

    private SavedView require(long id, @Nullable String ifMatch, Caller caller) {
        SavedView view =
                views.lock(id).filter(found -> found.isVisibleTo(caller)).orElseThrow(SavedViewService::unknown);
        if (!view.isChangeableBy(caller)) {
            throw new ProblemException.Forbidden("Only its owner and admins may change a shared view");
        }
        Versions.require(ifMatch, view.version());
        return view;
    }

    private static EventHeader header(SavedView view, long version, Instant now, Caller caller) {
        return new EventHeader(EventIds.next(), now, view.id(), version, caller.actor(), caller.origin());
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such view");
    }

    private static ProblemException taken() {
        return new ProblemException.Conflict("There is a view of that name already");
    }
}
