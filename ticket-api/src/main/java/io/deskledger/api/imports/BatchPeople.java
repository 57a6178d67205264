package io.deskledger.api.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.api.imports.ImportPeople.NewUser;
import io.deskledger.api.imports.ImportPeople.User;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import io.deskledger.model.user.UserRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users behind the people of one batch. Who is unknown is created; a customer who works for the desk by what the
 * file says becomes an agent, but only one who can't sign in: a file must not hand rights to somebody's account.
 */
final class BatchPeople {

    private final ImportPeople table;
    private final Connection connection;
    private final Actor importer;
    private final Origin origin;
    private final Instant now;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<ChangeEvent> events = new ArrayList<>();

    BatchPeople(ImportPeople table, Connection connection, ImportRun run, Instant now) {
        this.table = table;
        this.connection = connection;
        this.importer = run.importer();
        this.origin = run.origin();
        this.now = now;
    }

    /** Of these addresses, those of customers who sign in: they can't be assignees. */
    Set<String> customersWithAccounts(Collection<String> emails) throws SQLException {
        return table.find(connection, emails).values().stream()
                .filter(user -> user.isCustomer() && user.signsIn())
                .map(User::email)
                .collect(Collectors.toSet());
    }

    /** Makes sure that everybody is there, in the role that the batch needs. */
    void ensure(PeopleOfBatch people) throws SQLException {
        users.putAll(table.find(connection, people.emails()));
        create(people);
        promote(people);
    }

    Actor actor(Person person) {
        User user = users.get(person.email());
        if (user == null) {
            throw new IllegalStateException("a person of the batch has not been made a user");
        }
        return user.actor();
    }

    /** What became of users, in order. */
    List<ChangeEvent> events() {
        return events;
    }

    private void create(PeopleOfBatch people) throws SQLException {
        List<NewUser> missing = people.all().stream()
                .filter(person -> !users.containsKey(person.email()))
                .map(person -> new NewUser(person.email(), person.nameOrMailbox(), people.role(person)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, User> created = table.create(connection, missing, now);
        missing.stream().map(NewUser::email).filter(created::containsKey).forEach(email -> {
            User user = Objects.requireNonNull(created.get(email));
            users.put(email, user);
            events.add(new UserEvent.Created(header(user), creation(user)));
        });
        if (created.size() < missing.size()) {
            users.putAll(
                    table.find(connection, missing.stream().map(NewUser::email).toList()));
        }
    }

    private void promote(PeopleOfBatch people) throws SQLException {
        List<Long> wanted = users.values().stream()
                .filter(user -> user.isCustomer() && !user.signsIn() && people.works(user.email()))
                .map(User::id)
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        for (User user : table.promote(connection, wanted, now).values()) {
            users.put(user.email(), user);
            events.add(new UserEvent.Updated(
                    header(user),
                    Map.of(
                            "role",
                            FieldChange.of(UserRole.CUSTOMER.wire(), user.role().wire()))));
        }
    }

    private EventHeader header(User user) {
        return new EventHeader(EventIds.next(), now, user.id(), user.version(), importer, origin);
    }

    private static Map<String, FieldChange> creation(User user) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("email", FieldChange.added(json.textNode(user.email())));
        changes.put("full_name", FieldChange.added(json.textNode(user.fullName())));
        changes.put("role", FieldChange.added(json.textNode(user.role().wire())));
        changes.put("active", FieldChange.added(json.booleanNode(true)));
        return changes;
    }
}
