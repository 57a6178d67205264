package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.ticket.TicketStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlaIntervalsTest {

    /** On 1 November 2009 at 00:01 St. John's put its clocks back to 23:01 of 31 October. */
    @Test
    void namesTheHolidayWhereMidnightComesTwice() {
        WorkCalendar calendar = WorkCalendar.of(
                "desk",
                ZoneId.of("America/St_Johns"),
                Map.of(DayOfWeek.MONDAY, List.of(OpeningHours.WHOLE_DAY)),
                List.of(new Holiday("Halloween", LocalDate.of(2009, 10, 31), LocalDate.of(2009, 10, 31), false)));
        SlaClock clock = new SlaClock(SlaKind.RESOLUTION, new SlaTarget(Duration.ofHours(1), calendar, Set.of()), 80);
        Instant justAfterMidnight = Instant.parse("2009-11-01T02:30:30Z");
        TicketTimeline ticket =
                new TicketTimeline(justAfterMidnight, TicketStatus.OPEN, List.of(), List.of(), List.of());

        List<SlaInterval> intervals = clock.explain(ticket, 1, Instant.parse("2009-11-01T02:40:00Z"));

        assertThat(intervals)
                .extracting(SlaInterval::reason)
                .containsExactly("closed: outside the hours of desk (Halloween)");
    }
}
