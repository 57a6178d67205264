package io.deskledger.analytics.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TouchedDaysTest {

    private static final Instant CREATED = Instant.parse("2027-01-01T10:00:00Z");
    private static final Instant RESOLVED = Instant.parse("2027-01-05T10:00:00Z");
    private static final Instant REOPENED = Instant.parse("2027-01-09T10:00:00Z");

    @Test
    void aReopeningTouchesTheDaysOfCreationOfTheFormerResolutionAndItsOwn() {
        TicketEvent event = updated(Map.of(
                "status", FieldChange.of("resolved", "open"),
                "resolved_at", FieldChange.of(RESOLVED, null)));

        assertThat(TouchedDays.times(event)).containsExactlyInAnyOrder(CREATED, RESOLVED, REOPENED);
        assertThat(TouchedDays.movesReopenings(event)).isFalse();
    }

    /** What is overdue is counted where the ticket was created; the day of the due time is found by its clock. */
    @Test
    void aBreachTouchesTheDayOfTheCreation() {
        TicketEvent event = new TicketEvent.SlaBreached(
                header(REOPENED), Map.of(), updated(Map.of()).ticket());

        assertThat(TouchedDays.times(event)).containsExactly(CREATED);
        assertThat(TouchedDays.movesPromises(event)).isTrue();
    }

    @Test
    void aCommentTouchesTheDayOfTheCreationAlone() {
        Instant answered = CREATED.plusSeconds(90_000);
        TicketSnapshot ticket = new TicketSnapshot(
                CREATED, answered, RESOLVED, RESOLVED, null, TicketStatus.CLOSED, TicketPriority.LOW, null, 1, null);

        assertThat(TouchedDays.times(new TicketEvent.Commented(
                        header(REOPENED),
                        Map.of("comment", FieldChange.of(null, "7"), "updated_at", FieldChange.of("a", "b")),
                        ticket)))
                .containsExactly(CREATED);
        assertThat(TouchedDays.times(new TicketEvent.Commented(
                        header(REOPENED),
                        Map.of(
                                "comment",
                                FieldChange.of(null, "7"),
                                "first_responded_at",
                                FieldChange.of(null, answered)),
                        ticket)))
                .containsExactlyInAnyOrder(CREATED, answered, RESOLVED);
    }

    /** The clocks as they are now name no day of a promise that is gone. */
    @Test
    void whatIsHeldToSomethingElseTouchesEveryDayOfItsDates() {
        Instant answered = CREATED.plusSeconds(90_000);
        TicketSnapshot ticket = new TicketSnapshot(
                CREATED, answered, RESOLVED, RESOLVED, null, TicketStatus.CLOSED, TicketPriority.LOW, null, 1, null);

        TicketEvent reevaluated =
                new TicketEvent.SlaReevaluated(header(REOPENED), Map.of("sla", FieldChange.of("1", "2")), ticket);
        TicketEvent transferred =
                new TicketEvent.Transferred(header(REOPENED), Map.of("creator_id", FieldChange.of("1", "2")), ticket);

        assertThat(TouchedDays.times(reevaluated)).containsExactlyInAnyOrder(CREATED, answered, RESOLVED);
        assertThat(TouchedDays.times(transferred)).containsExactlyInAnyOrder(CREATED, answered, RESOLVED);
        assertThat(TouchedDays.movesPromises(reevaluated)).isTrue();
        assertThat(TouchedDays.movesPromises(transferred)).isTrue();
    }

    @Test
    void anotherPriorityMovesPastReopenings() {
        TicketEvent event = updated(Map.of("priority", FieldChange.of("low", "high")));

        assertThat(TouchedDays.times(event)).containsExactly(CREATED);
        assertThat(TouchedDays.movesReopenings(event)).isTrue();
    }

    @Test
    void aPermanentDeletionTouchesEveryDayThatTheTicketWasCountedOn() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, FieldChange> changes = Map.of(
                "status",
                FieldChange.of("resolved", null),
                "reopened_at",
                new FieldChange(json.arrayNode().add(REOPENED.toString()), json.nullNode()));
        TicketSnapshot last = new TicketSnapshot(
                CREATED, null, RESOLVED, null, null, TicketStatus.RESOLVED, TicketPriority.LOW, null, 1, null);
        Instant now = REOPENED.plusSeconds(3_600);

        TicketEvent event = new TicketEvent.Purged(header(now), changes, last);

        assertThat(TouchedDays.times(event)).containsExactlyInAnyOrder(CREATED, RESOLVED, REOPENED, now);
    }

    @Test
    void deletionAndRestorationTouchEveryDayToo() {
        TicketSnapshot ticket = new TicketSnapshot(
                CREATED, null, RESOLVED, null, REOPENED, TicketStatus.RESOLVED, TicketPriority.LOW, null, 1, null);

        TicketEvent event =
                new TicketEvent.Deleted(header(REOPENED), Map.of("deleted_at", FieldChange.of(null, REOPENED)), ticket);

        assertThat(TouchedDays.times(event)).containsExactlyInAnyOrder(CREATED, RESOLVED);
        assertThat(TouchedDays.movesReopenings(event)).isTrue();
    }

    @Test
    void anotherTitleTouchesNoFigure() {
        assertThat(TouchedDays.times(updated(Map.of("title", FieldChange.of("a", "b")))))
                .isEmpty();
    }

    @Test
    void timesThatNoTicketCanHaveAreLeftOut() {
        TicketEvent event = updated(Map.of("resolved_at", FieldChange.of("+20000-01-01T00:00:00Z", "nonsense")));

        assertThat(TouchedDays.times(event)).containsExactly(CREATED);
    }

    private static TicketEvent updated(Map<String, FieldChange> changes) {
        return new TicketEvent.Updated(
                header(REOPENED),
                changes,
                new TicketSnapshot(
                        CREATED, null, null, null, null, TicketStatus.OPEN, TicketPriority.LOW, null, 1, null));
    }

    private static EventHeader header(Instant at) {
        return new EventHeader(EventIds.next(), at, 1, 2, Actor.SYSTEM, new Origin("test", null, null));
    }
}
