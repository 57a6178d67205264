package io.deskledger.api.imports;

import io.deskledger.model.user.UserRole;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is named in a batch, and who of them works for the desk: assignees, and those who act on others' tickets. */
final class PeopleOfBatch {

    private final SortedMap<String, Person> byEmail = new TreeMap<>();
    private final Set<String> working = new HashSet<>();

    static PeopleOfBatch of(Collection<ImportedTicket> tickets) {
        PeopleOfBatch people = new PeopleOfBatch();
        tickets.forEach(people::add);
        return people;
    }

    /** Everybody, in the order of their addresses. */
    Collection<Person> all() {
        return byEmail.values();
    }

    Set<String> emails() {
        return byEmail.keySet();
    }

    boolean works(String email) {
        return working.contains(email);
    }

    UserRole role(Person person) {
        return works(person.email()) ? UserRole.AGENT : UserRole.CUSTOMER;
    }

    static Set<String> assignees(ImportedTicket ticket) {
        Set<String> assignees = new TreeSet<>();
        for (HistoryEntry entry : ticket.history()) {
            if (entry.assignee() != null && entry.assignee().value() != null) {
                assignees.add(entry.assignee().value().email());
            }
        }
        return assignees;
    }

    private void add(ImportedTicket ticket) {
        add(ticket.creator());
        if (ticket.firstResponse() != null && ticket.firstResponse().value() != null) {
            add(ticket.firstResponse().value().actor());
        }
        for (HistoryEntry entry : ticket.history()) {
            add(entry.actor());
            boolean foreign = !entry.actor().email().equals(ticket.creator().email());
            if (foreign && entry.actor().role() == null) {
                working.add(entry.actor().email());
            }
            if (entry.assignee() != null && entry.assignee().value() != null) {
                add(entry.assignee().value());
            }
        }
        working.addAll(assignees(ticket));
    }

    /** The first name that is given wins; an address alone is no name. */
    private void add(Person person) {
        if (person.role() == UserRole.AGENT) {
            working.add(person.email());
        }
        byEmail.merge(person.email(), person, (known, other) -> known.fullName() == null ? other : known);
    }
}
