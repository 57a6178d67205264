package io.deskledger.api.sla.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.model.sla.SlaKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param policy a draft of a policy, or null
 * @param policyId the policy in whose place it would stand; null: besides all others
 * @param calendar a draft of a calendar, or null; there is one of the two
 * @param calendarId the calendar in whose place it would stand
 * @param target which promise is measured
 * @param from the first day
 * @param to the last day
 * @param limit how many tickets to list that flip
 */
public record SimulationRequest(
        @Nullable ObjectNode policy,
        @Nullable Long policyId,
        @Nullable ObjectNode calendar,
        @Nullable Long calendarId,
        SlaKind target,
        LocalDate from,
        LocalDate to,
        int limit) {

    private static final int MOST_DAYS = 3_660;
    private static final int MOST_LISTED = 1_000;
    private static final int LISTED = 100;

    /** Reads it by its rules. */
    public static SimulationRequest read(JsonBody body) {
        JsonFields fields = body.fields();
        ObjectNode policy = fields.part("policy");
        Long policyId = fields.id("policy_id");
        ObjectNode calendar = fields.part("calendar");
        Long calendarId = fields.id("calendar_id");
        if ((policy == null) == (calendar == null) && fields.isSound()) {
            fields.reject("policy", "has to be there or calendar, one of the two");
        }
        if (policyId != null && policy == null) {
            fields.reject("policy_id", "needs policy");
        }
        if ((calendarId == null) != (calendar == null)) {
            fields.reject("calendar_id", "has to be there with calendar: whose place it would take");
        }
        fields.notNull("target");
        SlaKind target = fields.constant("target", SlaKind.class);
        LocalDate from = day(fields, "from");
        LocalDate to = day(fields, "to");
        if (from != null && to != null) {
            checkRange(fields, from, to);
        }
        Integer limit = fields.integer("limit", 1, MOST_LISTED);
        fields.check();
        if (from == null || to == null) {
            throw fields.invalid();
        }
        return new SimulationRequest(
                policy,
                policyId,
                calendar,
                calendarId,
                target == null ? SlaKind.RESOLUTION : target,
                from,
                to,
                limit == null ? LISTED : limit);
    }

    private static void checkRange(JsonFields fields, LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            fields.reject("from", "must not be after to");
        } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            fields.reject("from", "must be at most " + MOST_DAYS + " days before to");
        }
    }

    /** Null where it is none, which is noted then. */
    private static @Nullable LocalDate day(JsonFields fields, String field) {
        String text = fields.text(field, 10, 10);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            if (text.length() == 10) {
                fields.reject(field, "must be a day such as 2026-01-31");
            }
            return null;
        }
    }
}
