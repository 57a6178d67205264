package io.deskledger.api.sla.policy;

import java.util.Optional;

/** Finds calendars for policies that name them. */
@FunctionalInterface
interface CalendarsById {

    Optional<SlaCalendar> find(long id);
}
