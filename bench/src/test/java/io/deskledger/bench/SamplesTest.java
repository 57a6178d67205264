package io.deskledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {

    @Test
    void eventsHaveTheSizesThatAreSaid() {
        assertThat(ChangeEventCodec.data(SampleEvent.UPDATED.event())).hasSizeBetween(400, 700);
        assertThat(ChangeEventCodec.data(SampleEvent.COMMENTED.event())).hasSizeBetween(900, 1_300);
        assertThat(ChangeEventCodec.data(SampleEvent.BIG.event())).hasSizeBetween(100_000, 105_000);
    }

    @ParameterizedTest
    @EnumSource(SampleEvent.class)
    void chainsHold(SampleEvent sample) {
        ChainWalk walk = ChainWalk.fromStart(SampleChain.CHAIN);

        for (ChainLink link : SampleChain.links(SampleChain.rows(sample))) {
            assertThat(walk.next(link)).isEmpty();
        }

        assertThat(walk.seq()).isEqualTo(SampleChain.ROWS);
    }

    /** A clock that is always met, or never asked for its calendar, would measure nothing. */
    @ParameterizedTest
    @EnumSource(SampleCalendar.class)
    void ticketsKeepTheirPromisesAndBreakThem(SampleCalendar calendar) {
        SlaTarget target =
                new SlaTarget(Duration.ofHours(24), calendar.make(), Set.of(TicketStatus.WAITING_ON_CUSTOMER));
        SlaClock clock = new SlaClock(SlaKind.RESOLUTION, target, 80);

        assertThat(SampleTickets.waiting(4))
                .extracting(ticket -> clock.read(ticket, SampleTickets.NOW)
                        .map(SlaReading::state)
                        .orElseThrow())
                .hasSize(SampleTickets.COUNT)
                .contains(SlaState.MET, SlaState.BREACHED);
    }
}
