package io.deskledger.api.sla.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.sla.policy.HeldVersion.Place;
import io.deskledger.model.sla.SlaCondition;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaPolicyVersion;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.sla.SlaTargets;
import io.deskledger.model.sla.WorkCalendar;
import io.deskledger.model.ticket.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final SlaCondition GOLD = SlaCondition.of(Map.of("account_type", List.of("GOLD")));
    private static final SlaCondition SILVER = SlaCondition.of(Map.of("account_type", List.of("silver")));
    private static final SlaSubject SUBJECT =
            new SlaSubject(TicketPriority.HIGH, "Billing", Set.of("vip", "vpn"), "ACME", "gold");
    private static final SlaTargets TARGETS = new SlaTargets(Map.of(
            SlaKind.RESOLUTION,
            Map.of(
                    TicketPriority.HIGH,
                    new SlaTarget(Duration.ofHours(24), WorkCalendar.always("24x7", ZoneOffset.UTC), Set.of()))));

    private static final PolicyBook BOOK = PolicyBook.EMPTY.with(
            1,
            List.of(
                    held(12, 1, 2, MARCH, null, SILVER),
                    held(11, 1, 1, JANUARY, MARCH, GOLD),
                    held(21, 2, 1, JANUARY, null, SlaCondition.ANY)));

    @Test
    void theFirstThatMatchesInItsVersionOfThatTime() {
        assertThat(number(BOOK, JANUARY)).contains("1.1");
        assertThat(number(BOOK, MARCH.minusNanos(1))).contains("1.1");
        assertThat(number(BOOK, MARCH)).contains("2.1");
        assertThat(number(BOOK, JANUARY.minusSeconds(1))).isEmpty();
    }

    @Test
    void whatIsNewIsAddedAndWhatHasEndedHas() {
        PolicyBook later = BOOK.with(2, List.of(BOOK.get(21).until(MAY), held(22, 2, 2, MAY, null, GOLD)));

        assertThat(number(later, MAY.minusNanos(1))).contains("2.1");
        assertThat(number(later, MAY)).contains("2.2");
        assertThat(later.revision()).isEqualTo(2);
        assertThat(later.lastId()).isEqualTo(22);
        assertThat(later.get(11)).isEqualTo(BOOK.get(11));
        assertThat(number(BOOK, MAY)).contains("2.1");
    }

    @Test
    void whetherCustomersDecideIsAskedOfATime() {
        assertThat(BOOK.usesCustomerAt(MAY)).isTrue();
        PolicyBook later = BOOK.with(2, List.of(BOOK.get(12).until(MAY)));

        assertThat(later.usesCustomerAt(MAY)).isFalse();
        assertThat(later.usesCustomerAt(JANUARY)).isTrue();
    }

    @Test
    void aVersionThatIsNotThereIsAnError() {
        assertThat(BOOK.find(99)).isEmpty();
        assertThatThrownBy(() -> BOOK.get(99)).isInstanceOf(IllegalStateException.class);
    }

    private static Optional<String> number(PolicyBook book, Instant at) {
        return book.choose(SUBJECT, at)
                .map(HeldVersion::version)
                .map(found -> found.policyId() + "." + found.version());
    }

    private static HeldVersion held(
            long id, long policy, int number, Instant from, @Nullable Instant to, SlaCondition condition) {
        return new HeldVersion(
                id,
                new SlaPolicyVersion(policy, number, "p" + policy, from, condition, TARGETS, 80),
                to,
                List.of(),
                new Place(false, (int) policy));
    }
}
