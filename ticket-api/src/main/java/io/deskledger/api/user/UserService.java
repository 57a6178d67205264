package io.deskledger.api.user;

import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, changes and finds users; passwords come hashed, because hashing is too slow for a transaction. */
@Singleton
public class UserService {

    private final UserRepository users;
    private final SessionEnd sessions;
    private final Outbox outbox;
    private final Clock clock;

    UserService(UserRepository users, SessionEnd sessions, Outbox outbox, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Connectable
    public User get(long id) {
        return users.find(id).orElseThrow(UserService::unknown);
    }

    @Connectable
    Optional<String> passwordHash(long id) {
        return users.passwordHash(id);
    }

    @Transactional
    public User create(NewUser user, @Nullable String passwordHash, Actor actor, Origin origin) {
        User created = users.insert(user, passwordHash, clock.instant())
                .orElseThrow(() -> new ProblemException.Conflict("There is a user with this e-mail address already"));
        Map<String, FieldChange> changes = UserChanges.ofNew(created, passwordHash != null);
        outbox.append(new UserEvent.Created(header(created, actor, origin), changes));
        return created;
    }

    /**
     * The first admin, where there is no user at all; of several instances that start at once, one makes it.
     *
     * @param passwordHash asked for only where the admin is made: every other start can do without that work
     */
    @Transactional
    Optional<User> createFirst(NewUser admin, Supplier<String> passwordHash, Origin origin) {
        return users.lockAndCheckEmpty()
                ? Optional.of(create(admin, passwordHash.get(), Actor.SYSTEM, origin))
                : Optional.empty();
    }

    @Transactional
    public User update(
            long id, UserPatch patch, @Nullable String passwordHash, @Nullable String ifMatch, Caller caller) {
        List<Long> admins = patch.endsAdmin() ? users.lockActiveAdmins() : List.of();
        User before = users.lock(id).orElseThrow(UserService::unknown);
        Versions.require(ifMatch, before.version());
        User after = before.with(patch, clock.instant());
        Map<String, FieldChange> changes = UserChanges.between(before, after, passwordHash != null);
        if (changes.isEmpty()) {
            return before;
        }
        if (before.isActiveAdmin() && !after.isActiveAdmin() && admins.size() <= 1) {
            throw new ProblemException.Conflict("The last active admin can't be demoted or deactivated");
        }
        users.update(after, passwordHash);
        sessions.endWhere(after, passwordHash != null);
        outbox.append(new UserEvent.Updated(header(after, caller.actor(), caller.origin()), changes));
        return after;
    }

    private EventHeader header(User user, Actor actor, Origin origin) {
        Instant now = clock.instant();
        return new EventHeader(EventIds.next(), now, user.id(), user.version(), actor, origin);
    }

    private static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such user");
    }
}
