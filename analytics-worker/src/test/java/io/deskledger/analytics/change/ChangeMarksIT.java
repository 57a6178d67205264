package io.deskledger.analytics.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.Desk;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeMarksIT {

    /** Comments are counted by who is staff: an agent who becomes an admin was staff before. */
    @Test
    void onlyARoleThatCrossesTheDeskMarksEveryDay() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", Map.of("DESKLEDGER_ANALYTICS_SWEEP", "1h"))) {
            ChangeMarks marks = worker.getBean(ChangeMarks.class);

            assertThat(marks.mark(List.of(role("agent", "admin")))).isFalse();
            assertThat(marks.mark(List.of(role("admin", "agent")))).isFalse();
            assertThat(marks.mark(List.of(role("agent", "customer")))).isTrue();
            assertThat(marks.mark(List.of(role("customer", "admin")))).isTrue();
        }
    }

    /** Its first computation may have counted comments by the role that was. */
    @Test
    void aRoleMarksADayThatIsBeingComputedForTheFirstTime() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", Map.of("DESKLEDGER_ANALYTICS_SWEEP", "1h"))) {
            desk.update("INSERT INTO analytics.dirty_days VALUES ('2019-01-01', 1, now(), now(), 'test')");

            worker.getBean(ChangeMarks.class).mark(List.of(role("agent", "customer")));

            assertThat(desk.count("SELECT generation FROM analytics.dirty_days WHERE day = '2019-01-01'"))
                    .isEqualTo(2);
        }
    }

    private static UserEvent role(String from, String to) {
        return new UserEvent.Updated(
                new EventHeader(
                        EventIds.next(),
                        Instant.parse("2027-01-01T10:00:00Z"),
                        7,
                        2,
                        Actor.SYSTEM,
                        new Origin("test", null, null)),
                Map.of("role", FieldChange.of(from, to)));
    }
}
