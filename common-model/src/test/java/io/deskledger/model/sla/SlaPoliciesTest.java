package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaPoliciesTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final WorkCalendar ALWAYS = WorkCalendar.always("24x7", ZoneOffset.UTC);
    private static final SlaTargets TARGETS = new SlaTargets(Map.of(
            SlaKind.RESOLUTION, Map.of(TicketPriority.HIGH, new SlaTarget(Duration.ofHours(24), ALWAYS, Set.of()))));
    private static final SlaSubject SUBJECT =
            new SlaSubject(TicketPriority.HIGH, "Billing", Set.of("vip", "vpn"), "ACME", "gold");

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
        assertField("time", () -> new SlaTarget(Duration.ZERO, ALWAYS, Set.of()));
        assertField("time", () -> new SlaTarget(Duration.ofMillis(1_500), ALWAYS, Set.of()));
        assertField("paused_in", () -> new SlaTarget(Duration.ofHours(1), ALWAYS, Set.of(TicketStatus.CLOSED)));
        assertField("targets", () -> new SlaTargets(Map.of(SlaKind.RESOLUTION, Map.of())));
        assertField("warn_percent", () -> new SlaPolicyVersion(1, 1, "a", JANUARY, SlaCondition.ANY, TARGETS, 100));
    }

    private static void assertField(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidSlaException.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
