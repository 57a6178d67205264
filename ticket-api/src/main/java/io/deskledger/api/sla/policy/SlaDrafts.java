package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Reads drafts of policies and calendars by the rules of real ones, and keeps nothing; a draft needs no name. */
@Singleton
public final class SlaDrafts {

    private static final String NAME = "name";

    private final CalendarRepository calendars;
    private final PolicyRepository policies;

    SlaDrafts(CalendarRepository calendars, PolicyRepository policies) {
        this.calendars = calendars;
        this.policies = policies;
    }

    /**
     * What a version of that policy would say, with its {@code position}; {@link ProblemException.Invalid} names fields
     * within {@code policy}. Runs in the caller's transaction.
     */
    public ObjectNode policy(ObjectNode draft) {
        ObjectNode named = named(draft);
        PolicyContent content = within("policy", () -> PolicyContent.draft(new JsonBody(named), calendars::find));
        return content.definition(calendars::find).put("position", content.position());
    }

    /** What the calendar of that id would be in the versions of policies, fields named within {@code calendar}. */
    public ObjectNode calendar(long id, ObjectNode draft) {
        SlaCalendar calendar = calendars
                .find(id)
                .orElseThrow(() -> new ProblemException.Invalid("calendar_id", "there is no such calendar"));
        ObjectNode named = named(draft);
        CalendarContent content = within("calendar", () -> CalendarContent.read(new JsonBody(named)));
        return calendar.with(content, calendar.updatedAt()).definition();
    }

    /** Whether there is that policy; else {@link ProblemException.Invalid} names {@code policy_id}. */
    public void requirePolicy(long id) {
        if (policies.find(id).isEmpty()) {
            throw new ProblemException.Invalid("policy_id", "there is no such policy");
        }
    }

    private static ObjectNode named(ObjectNode draft) {
        return draft.has(NAME) ? draft : draft.deepCopy().put(NAME, "draft");
    }

    private static <T> T within(String outer, Supplier<T> read) {
        try {
            return read.get();
        } catch (ProblemException.Invalid e) {
            throw new ProblemException.Invalid(e.errors().stream()
                    .map(error -> new FieldError(outer + "." + error.field(), error.message()))
                    .toList());
        }
    }
}
