package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.WireName;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T23:30:00Z");
    private static final Instant LATER = MONDAY.plus(Duration.ofHours(2));
    private static final Instant MUCH_LATER = MONDAY.plus(Duration.ofDays(2));
    private static final Actor CUSTOMER = Actor.user(7, UserRole.CUSTOMER);
    private static final Actor AGENT = Actor.user(3, UserRole.AGENT);
    private static final Ticket NEW = Ticket.created(
            42,
            new TicketContent("VPN drops", "Every hour, on the hour", "network", JsonNodeFactory.instance.objectNode()),
            TicketPriority.HIGH,
            7,
            MONDAY);

    @ParameterizedTest
    @CsvSource({
        "open, in_progress, staff",
        "open, waiting_on_customer, staff",
        "open, resolved, staff",
        "open, closed, nobody",
        "in_progress, open, staff",
        "waiting_on_customer, in_progress, staff",
        "waiting_on_customer, closed, nobody",
        "resolved, closed, everybody",
        "resolved, open, everybody",
        "resolved, in_progress, nobody",
        "resolved, waiting_on_customer, nobody",
        "closed, open, staff",
        "closed, in_progress, nobody",
        "closed, resolved, nobody"
    })
    void movesFollowTheRules(String from, String to, String who) {
        Ticket ticket = NEW.moveTo(status(from), MONDAY);
        assertMove(ticket, status(to), AGENT, !who.equals("nobody"));
        assertMove(ticket, status(to), CUSTOMER, who.equals("everybody"));
    }

    @Test
    void resolvingCreditsTheAssigneeOfThatMomentAndReopeningTakesItBack() {
        Ticket resolved = NEW.assign(3L).changeStatus(TicketStatus.RESOLVED, LATER, AGENT);
        assertThat(resolved.times().resolvedAt()).isEqualTo(LATER);
        assertThat(resolved.people().resolvedAssigneeId()).isEqualTo(3L);
        assertThat(resolved.assign(4L).people().resolvedAssigneeId()).isEqualTo(3L);

        Ticket reopened = resolved.changeStatus(TicketStatus.OPEN, MUCH_LATER, CUSTOMER);
        assertThat(reopened.times().resolvedAt()).isNull();
        assertThat(reopened.people().resolvedAssigneeId()).isNull();
        assertThat(reopened.reopenCount()).isEqualTo(1);
    }

    /** By a server whose clock is behind that of the one which created it. */
    @Test
    void nothingHappensBeforeTheCreation() {
        Instant earlier = MONDAY.minusSeconds(1);
        assertThat(NEW.moveTo(TicketStatus.RESOLVED, earlier).times().resolvedAt())
                .isEqualTo(MONDAY);
        assertThat(NEW.moveTo(TicketStatus.CLOSED, earlier).times().closedAt()).isEqualTo(MONDAY);
        assertThat(NEW.answered(3, earlier).times().firstRespondedAt()).isEqualTo(MONDAY);
    }

    @Test
    void closingAnUnresolvedTicketResolvesItToo() {
        Ticket closed = NEW.assign(3L).moveTo(TicketStatus.CLOSED, LATER);
        assertThat(closed.times().resolvedAt()).isEqualTo(LATER);
        assertThat(closed.times().closedAt()).isEqualTo(LATER);
        assertThat(closed.people().resolvedAssigneeId()).isEqualTo(3L);
    }

    @Test
    void closedBackToResolvedKeepsTheResolution() {
        Ticket back = NEW.moveTo(TicketStatus.RESOLVED, MONDAY)
                .moveTo(TicketStatus.CLOSED, LATER)
                .moveTo(TicketStatus.RESOLVED, MUCH_LATER);
        assertThat(back.times().resolvedAt()).isEqualTo(MONDAY);
        assertThat(back.times().closedAt()).isNull();
        assertThat(back.reopenCount()).isZero();
    }

    @Test
    void onlyTheFirstPublicCommentOfStaffIsTheFirstResponse() {
        Ticket internal = NEW.commented(AGENT, true, MONDAY);
        assertThat(internal.times().firstRespondedAt()).isNull();
        assertThat(NEW.commented(CUSTOMER, false, MONDAY).times().firstRespondedAt())
                .isNull();
        Ticket answered = internal.commented(AGENT, false, LATER).commented(AGENT, false, MUCH_LATER);
        assertThat(answered.times().firstRespondedAt()).isEqualTo(LATER);
        assertThat(answered.people().firstResponderId()).isEqualTo(3L);
    }

    @ParameterizedTest
    @CsvSource({"waiting_on_customer, open, 0", "resolved, open, 1", "in_progress, in_progress, 0"})
    void aCustomersCommentReopensWhatWaitsOrIsResolved(String before, String after, int reopenCount) {
        Ticket commented = NEW.moveTo(status(before), MONDAY).commented(CUSTOMER, false, LATER);
        assertThat(commented.status()).isEqualTo(status(after));
        assertThat(commented.reopenCount()).isEqualTo(reopenCount);
    }

    @Test
    void severalStepsAreOneVersionOneEventAndOneMove() {
        Ticket edited = NEW.assign(3L).changePriority(TicketPriority.LOW).moveTo(TicketStatus.RESOLVED, LATER);
        TicketChange change = TicketChange.updated(NEW, edited, LATER).orElseThrow();

        assertThat(change.after().version()).isEqualTo(2);
        assertThat(change.after().times().updatedAt()).isEqualTo(LATER);
        assertThat(change.changes())
                .containsEntry("status", FieldChange.of("open", "resolved"))
                .containsEntry("priority", FieldChange.of("high", "low"))
                .containsEntry("assignee_id", FieldChange.of((Long) null, 3L))
                .containsEntry("resolved_assignee_id", FieldChange.of((Long) null, 3L))
                .containsEntry("resolved_at", FieldChange.of((Instant) null, LATER))
                .hasSize(5);
        TicketEvent event = change.event(LATER, AGENT, new Origin("r-1", null, null));
        assertThat(event).isInstanceOf(TicketEvent.Updated.class);
        assertThat(event.header().version()).isEqualTo(2);
        assertThat(change.statusMove(LATER, AGENT))
                .contains(new StatusMove(42, 2, TicketStatus.OPEN, TicketStatus.RESOLVED, 3L, LATER));
    }

    @Test
    void nothingChangedIsNoChange() {
        assertThat(TicketChange.updated(NEW, NEW.moveTo(TicketStatus.OPEN, LATER), LATER))
                .isEmpty();
        assertThat(TicketChange.tagged(NEW, List.of("b", "a"), List.of("a", "b"), LATER))
                .isEmpty();
    }

    @Test
    void aCreationTellsEveryValueAndNoEmptyOne() {
        TicketChange change = TicketChange.created(NEW, List.of("vpn", "remote"));
        assertThat(change.changes())
                .containsOnlyKeys(
                        "ticket_number",
                        "title",
                        "description",
                        "status",
                        "priority",
                        "category",
                        "creator_id",
                        "tags");
        assertThat(change.statusMove(MONDAY, CUSTOMER)).isEmpty();
    }

    @Test
    void aReopeningIsKnownAsOne() {
        Ticket closed = NEW.moveTo(TicketStatus.CLOSED, MONDAY);
        TicketChange change = TicketChange.updated(closed, closed.moveTo(TicketStatus.OPEN, LATER), LATER)
                .orElseThrow();
        assertThat(change.statusMove(LATER, AGENT))
                .hasValueSatisfying(move -> assertThat(move.isReopening()).isTrue());
        assertThat(change.changes().get("reopen_count")).isEqualTo(FieldChange.of(0L, 1L));
    }

    @ParameterizedTest
    @CsvSource({"42, TKT-20260302-000042", "1234567, TKT-20260302-1234567"})
    void theNumberHoldsTheUtcDayAndTheId(long id, String number) {
        assertThat(TicketNumber.of(MONDAY, id)).isEqualTo(number);
    }

    private static void assertMove(Ticket ticket, TicketStatus to, Actor actor, boolean allowed) {
        if (allowed) {
            assertThat(ticket.changeStatus(to, LATER, actor).status()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> ticket.changeStatus(to, LATER, actor))
                    .isInstanceOf(ProblemException.Conflict.class);
        }
    }

    private static TicketStatus status(String wire) {
        return WireName.find(TicketStatus.class, wire).orElseThrow();
    }
}
