package io.deskledger.api.ticket;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One filter of a list: as the API takes it, and by hand. */
record FilterChoice(String family, String query, BiPredicate<FilteredRow, Boolean> test) {

    boolean matches(FilteredRow row, boolean asCustomer) {
        return test.test(row, asCustomer);
    }

    static List<FilterChoice> all(long agent, long customer) {
        return List.of(
                of("status", "&status=open", row -> row.status().equals("open")),
                of(
                        "status",
                        "&status=closed&status=in_progress",
                        row -> row.status().equals("closed") || row.status().equals("in_progress")),
                of("priority", "&priority=urgent", row -> row.priority().equals("urgent")),
                of(
                        "priority",
                        "&priority=low&priority=high",
                        row -> List.of("low", "high").contains(row.priority())),
                of("category", "&category=billing", row -> "billing".equals(row.category())),
                of("category", "&category=none%20such", _ -> false),
                of("tag", "&tag=vpn", row -> row.tags().contains("vpn")),
                of(
                        "tag",
                        "&tag=vpn&tag=PC&tag_match=any",
                        row -> row.tags().contains("vpn") || row.tags().contains("pc")),
                of("tag", "&tag=vpn&tag=pc&tag_match=all", row -> row.tags().containsAll(List.of("vpn", "pc"))),
                of("tag", "&tag=vpn&tag=nowhere&tag_match=all", _ -> false),
                of("assignee", "&assignee_id=" + agent, row -> row.assigneeId() != null),
                of("assignee", "&unassigned=true", row -> row.assigneeId() == null),
                of("creator", "&creator_id=" + customer, row -> row.creatorId() == customer),
                new FilterChoice("comments", "&has_comments=true", FilteredRow::hasComments),
                new FilterChoice("comments", "&has_comments=false", (row, own) -> !row.hasComments(own)),
                of("from", "&created_after=2026-01-05T00:00:00Z", row -> row.createdDay() >= 5),
                of("to", "&created_before=2026-01-05T00:00:00Z", row -> row.createdDay() < 5),
                of("changed", "&updated_after=2026-02-04T00:00:00Z", row -> row.updatedDay() >= 4),
                of("q", "&q=printer", row -> row.holds("printer")),
                of("q", "&q=rint%20fire", row -> row.holds("rint") && row.holds("fire")),
                of("q", "&q=cafe%20-printer", row -> row.holds("cafe") && !row.holds("printer")),
                of("q", "&q=%25", row -> row.holds("%")),
                of("q", "&q=pr%20%C3%9Fe", row -> row.holds("printer") && row.holds("strasse")),
                of("q", "&q=%22on%20fire%22", row -> row.holds("on fire")));
    }

    private static FilterChoice of(String family, String query, Predicate<FilteredRow> test) {
        return new FilterChoice(family, query, (row, _) -> test.test(row));
    }
}
