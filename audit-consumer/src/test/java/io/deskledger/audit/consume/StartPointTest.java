package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.chain.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartPointTest {

    @Test
    void goesOnWhereItStopped() {
        assertThat(StartPoint.of(head(7, "a"), "a", 0, 9)).isEqualTo(new StartPoint(7, null));
        assertThat(StartPoint.of(head(9, "a"), "a", 0, 9)).isEqualTo(new StartPoint(9, null));
        assertThat(StartPoint.of(head(0, null), "a", 0, 9)).isEqualTo(new StartPoint(0, null));
    }

    @Test
    void startsOverWhereTheOffsetMeansNothingAnyMore() {
        assertThat(StartPoint.of(head(7, "a"), "b", 0, 9).offset()).isZero();
        assertThat(StartPoint.of(head(7, "a"), "b", 0, 9).loss()).contains("made anew");
        assertThat(StartPoint.of(head(7, "a"), "a", 2, 5).offset()).isEqualTo(2);
        assertThat(StartPoint.of(head(7, "a"), "a", 2, 5).loss()).contains("beyond the log's end");
    }

    @Test
    void saysWhatKafkaDeletedBeforeItWasRead() {
        assertThat(StartPoint.of(head(7, "a"), "a", 12, 20).offset()).isEqualTo(12);
        assertThat(StartPoint.of(head(7, "a"), "a", 12, 20).loss()).contains("offsets from 7 are gone");
    }

    private static ChainHead head(long nextOffset, @Nullable String topicId) {
        return new ChainHead(0, 0, Hash.GENESIS, nextOffset, topicId);
    }
}
