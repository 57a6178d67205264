package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.SlaEvent;
import io.deskledger.model.sla.Holiday;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and deletes calendars. A change gives every policy that uses the calendar a new version; what tickets
 * are held to stays as it was.
 */
@Singleton
public class CalendarService {

    static final int MOST = 200;

    private final CalendarRepository calendars;
    private final PolicyRepository policies;
    private final PolicyVersions versions;
    private final Outbox outbox;
    private final Clock clock;

    CalendarService(
            CalendarRepository calendars,
            PolicyRepository policies,
            PolicyVersions versions,
            Outbox outbox,
            Clock clock) {
        this.calendars = calendars;
        this.policies = policies;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes one. */
    @Transactional
    public SlaCalendar create(CalendarContent content, Caller caller) {
        versions.lock();
        if (calendars.all().size() >= MOST) {
            throw new ProblemException.Conflict("There are " + MOST + " calendars; delete one first");
        }
        if (calendars.named(content.name()).isPresent()) {
            throw taken();
        }
        Instant now = clock.instant();
        SlaCalendar made = calendars.insert(content, now);
        outbox.append(new SlaEvent.CalendarCreated(
                Changes.header(made.id(), made.version(), now, caller), Changes.created(content.fields())));
        return made;
    }

    /** Changes what the patch names. */
    @Transactional
    public SlaCalendar update(long id, ObjectNode patch, @Nullable String ifMatch, Caller caller) {
        return change(id, content -> content.patched(patch), ifMatch, caller);
    }

    /** Adds the holidays that the calendar does not have. */
    @Transactional
    public SlaCalendar addHolidays(long id, List<Holiday> holidays, @Nullable String ifMatch, Caller caller) {
        return change(id, content -> content.withHolidays(holidays), ifMatch, caller);
    }

    /** Deletes one that no policy uses. */
    @Transactional
    public void delete(long id, @Nullable String ifMatch, Caller caller) {
        SlaCalendar calendar = require(id, ifMatch);
        Instant now = clock.instant();
        List<Policy> users = policies.using(id, now);
        if (!users.isEmpty()) {
            throw new ProblemException.Conflict(
                    "The calendar is in use by the policy " + users.getFirst().name());
        }
        calendars.delete(id);
        outbox.append(new SlaEvent.CalendarDeleted(
                Changes.header(id, calendar.version() + 1, now, caller),
                Changes.deleted(calendar.content().fields())));
    }

    private SlaCalendar change(long id, UnaryOperator<CalendarContent> edit, @Nullable String ifMatch, Caller caller) {
        SlaCalendar before = require(id, ifMatch);
        CalendarContent content = edit.apply(before.content());
        if (content.equals(before.content())) {
            return before;
        }
        if (calendars.named(content.name()).filter(other -> other != id).isPresent()) {
            throw taken();
        }
        Instant now = clock.instant();
        SlaCalendar after = before.with(content, now);
        calendars.update(after);
        outbox.append(new SlaEvent.CalendarUpdated(
                Changes.header(id, after.version(), now, caller),
                Changes.between(before.content().fields(), content.fields())));
        for (Policy policy : policies.using(id, now)) {
            outbox.append(versions.renew(policy, UnaryOperator.identity(), now, caller));
        }
        return after;
    }

    private SlaCalendar require(long id, @Nullable String ifMatch) {
        versions.lock();
        SlaCalendar calendar = calendars.find(id).orElseThrow(CalendarService::unknown);
        Versions.require(ifMatch, calendar.version());
        return calendar;
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such calendar");
    }

    private static ProblemException taken() {
        return new ProblemException.Conflict("There is a calendar of that name already");
    }
}
