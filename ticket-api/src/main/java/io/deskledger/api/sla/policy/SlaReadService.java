package io.deskledger.api.sla.policy;

import io.deskledger.api.http.Page;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds calendars and policies. There are few, so a list is one page. */
@Singleton
public class SlaReadService {

    private final CalendarRepository calendars;
    private final PolicyRepository policies;

    SlaReadService(CalendarRepository calendars, PolicyRepository policies) {
        this.calendars = calendars;
        this.policies = policies;
    }

    @Connectable
    public SlaCalendar calendar(long id) {
        return calendars.find(id).orElseThrow(CalendarService::unknown);
    }

    @Connectable
    public Page<SlaCalendar> calendars() {
        List<SlaCalendar> all = calendars.all();
        return new Page<>(all, null, null);
    }

    @Connectable
    public Policy policy(long id) {
        return policies.find(id).orElseThrow(PolicyService::unknown);
    }

    /** In the order in which they are asked. */
    @Connectable
    public Page<Policy> policies() {
        return new Page<>(policies.all(), null, null);
    }
}
