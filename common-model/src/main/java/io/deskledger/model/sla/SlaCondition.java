package io.deskledger.model.sla;

import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a policy is for: those that have one of the values in every field that lists any. Upper and lower case
 * are the same, but for nothing is anything the same: a ticket without a category matches no list of categories.
 *
 * @param priorities empty: any
 * @param categories empty: any
 * @param tags empty: any; else the ticket has at least one of them
 * @param companies of the customer; empty: any
 * @param accountTypes of the customer; empty: any
 */
public record SlaCondition(
        Set<TicketPriority> priorities,
        Set<String> categories,
        Set<String> tags,
        Set<String> companies,
        Set<String> accountTypes) {

    /** Every ticket. */
    public static final SlaCondition ANY = new SlaCondition(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    private static final List<String> FIELDS = List.of("priority", "category", "tag", "company", "account_type");
    private static final int MOST_VALUES = 200;

    public SlaCondition {
        priorities = Set.copyOf(priorities);
        categories = folded("category", categories);
        tags = folded("tag", tags);
        companies = folded("company", companies);
        accountTypes = folded("account_type", accountTypes);
    }

    /**
     * From field names ({@code priority, category, tag, company, account_type}) and the values that each may have;
     * {@link InvalidSlaException} for {@code condition.<field>} where a field is unknown or lists nothing.
     */
    public static SlaCondition of(Map<String, ? extends Collection<String>> fields) {
        fields.forEach((field, values) -> {
            checkField(field);
            if (values.isEmpty()) {
                throw new InvalidSlaException("condition." + field, "has to list at least one value");
            }
        });
        return new SlaCondition(
                priorities(values(fields, "priority")),
                values(fields, "category"),
                values(fields, "tag"),
                values(fields, "company"),
                values(fields, "account_type"));
    }

    static void checkField(String field) {
        if (!FIELDS.contains(field)) {
            throw new InvalidSlaException("condition." + field, "unknown; known are " + String.join(", ", FIELDS));
        }
    }

    public boolean matches(SlaSubject subject) {
        return (priorities.isEmpty() || priorities.contains(subject.priority()))
                && matches(categories, subject.category())
                && (tags.isEmpty() || subject.tags().stream().anyMatch(tag -> matches(tags, tag)))
                && matches(companies, subject.company())
                && matches(accountTypes, subject.accountType());
    }

    private static boolean matches(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(fold(value)));
    }

    private static Set<String> values(Map<String, ? extends Collection<String>> fields, String field) {
        Collection<String> values = fields.get(field);
        return values == null
                ? Set.of()
                : values.stream().map(SlaCondition::fold).collect(Collectors.toSet());
    }

    private static Set<TicketPriority> priorities(Set<String> names) {
        Set<TicketPriority> found = EnumSet.noneOf(TicketPriority.class);
        for (String name : names) {
            found.add(WireName.find(TicketPriority.class, name)
                    .orElseThrow(() -> new InvalidSlaException(
                            "condition.priority", "has to be one of " + WireName.names(TicketPriority.class))));
        }
        return found;
    }

    private static Set<String> folded(String field, Set<String> values) {
        if (values.size() > MOST_VALUES) {
            throw new InvalidSlaException("condition." + field, "at most " + MOST_VALUES + " values");
        }
        values.forEach(value -> InvalidSlaException.checkName("condition." + field, value, 200));
        return values.stream().map(SlaCondition::fold).collect(Collectors.toUnmodifiableSet());
    }

    private static String fold(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
