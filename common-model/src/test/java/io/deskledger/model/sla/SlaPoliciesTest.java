package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaPoliciesTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final SlaSubject SUBJECT =
            new SlaSubject(TicketPriority.HIGH, "Billing", Set.of("vip", "vpn"), "ACME", "gold");

    @Test
    void theFirstThatMatchesInItsVersionOfThatTime() {
        SlaPolicy gold = new SlaPolicy(
                1,
                List.of(
                        version(1, 2, MARCH, SlaCondition.of(Map.of("account_type", List.of("silver")))),
                        version(1, 1, JANUARY, SlaCondition.of(Map.of("account_type", List.of("GOLD"))))));
        SlaPolicies policies =
                new SlaPolicies(List.of(gold, new SlaPolicy(2, List.of(version(2, 1, JANUARY, SlaCondition.ANY)))));

        assertThat(number(policies, JANUARY)).contains("1.1");
        assertThat(number(policies, MARCH.minusNanos(1))).contains("1.1");
        assertThat(number(policies, MARCH)).contains("2.1");
        assertThat(number(policies, JANUARY.minusSeconds(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "priority, high, true",
        "priority, low, false",
        "category, billing, true",
        "category, bill, false",
        "tag, VIP, true",
        "tag, wifi, false",
        "company, Acme, true",
        "account_type, silver, false"
    })
    void aConditionListsWhatAFieldMayBe(String field, String value, boolean matches) {
        assertThat(SlaCondition.of(Map.of(field, List.of(value, "low"))).matches(SUBJECT))
                .isEqualTo(matches);
    }

    @Test
    void everyFieldThatListsSomethingHasToMatch() {
        SlaCondition both = SlaCondition.of(Map.of("tag", List.of("vip"), "company", List.of("other")));
        SlaSubject nobody = new SlaSubject(TicketPriority.HIGH, null, Set.of(), null, null);

        assertThat(both.matches(SUBJECT)).isFalse();
        assertThat(SlaCondition.of(Map.of("category", List.of("billing"))).matches(nobody))
                .isFalse();
        assertThat(SlaCondition.ANY.matches(nobody)).isTrue();
    }

    @Test
    void whatCannotBeNamesTheField() {
        assertField("condition.mood", () -> SlaCondition.of(Map.of("mood", List.of("bad"))));
        assertField("condition.tag", () -> SlaCondition.of(Map.of("tag", List.of())));
        assertField("condition.priority", () -> SlaCondition.of(Map.of("priority", List.of("huge"))));
        assertField("condition.company", () -> SlaCondition.of(Map.of("company", List.of(" "))));
        assertField("time", () -> new SlaTarget(Duration.ZERO, SlaDefaults.CALENDAR, Set.of()));
        assertField("time", () -> new SlaTarget(Duration.ofMillis(1_500), SlaDefaults.CALENDAR, Set.of()));
        assertField(
                "paused_in",
                () -> new SlaTarget(Duration.ofHours(1), SlaDefaults.CALENDAR, Set.of(TicketStatus.CLOSED)));
        assertField("targets", () -> new SlaTargets(Map.of(SlaKind.RESOLUTION, Map.of())));
        assertField(
                "warn_percent",
                () -> new SlaPolicyVersion(1, 1, "a", JANUARY, SlaCondition.ANY, SlaDefaults.TARGETS, 100));
    }

    private static void assertField(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidSlaException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static Optional<String> number(SlaPolicies policies, Instant at) {
        return policies.firstMatch(SUBJECT, at).map(found -> found.policyId() + "." + found.version());
    }

    private static SlaPolicyVersion version(long policy, int number, Instant from, SlaCondition condition) {
        return new SlaPolicyVersion(policy, number, "p" + policy, from, condition, SlaDefaults.TARGETS, 80);
    }
}
