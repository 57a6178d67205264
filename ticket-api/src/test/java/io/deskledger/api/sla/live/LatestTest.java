package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What clocks make of one more comment by the latest ones is what they would make of all of them. */
class LatestTest {

    private static final int CONVERSATIONS = 1_000;
    private static final int STEPS = 40;

    @Test
    void oneMoreCommentTellsWhatAllOfThemWouldTell() {
        Random random = new Random(20_261_122);
        int comments = 0;
        int few = 0;
        for (int i = 0; i < CONVERSATIONS; i++) {
            Conversation conversation = new Conversation(random, i % 5 != 0);
            for (int step = 0; step < STEPS; step++) {
                conversation.goOn();
                if (conversation.hasComment()) {
                    comments++;
                    few += conversation.compare() ? 1 : 0;
                }
                conversation.keep();
            }
        }
        assertThat(comments).isGreaterThan(CONVERSATIONS * STEPS / 2);
        assertThat(few).as("of %d comments", comments).isGreaterThan(comments / 2);
    }
}
