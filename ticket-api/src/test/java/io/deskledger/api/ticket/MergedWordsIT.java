package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The worker that learns words merges them into their index, too, so that nobody who makes a ticket has to. */
class MergedWordsIT {

    private static final String MERGED_PAGES = "SELECT support.merge_search_words()";

    @Test
    void newWordsAreMergedIntoTheirIndexBesidePeople() {
        Map<String, Object> once = Map.of("deskledger.search.learn-every", "1h", "deskledger.relay.enabled", false);
        try (ApiServer api = ApiServer.start(ApiServer.newDesk(), once)) {
            api.customer().client().post("/tickets", Desk.ticket()).expect(201);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> api.count("SELECT count(*) FROM search_news") == 0);

            api.customer().client().post("/tickets", Desk.ticket()).expect(201);
            assertThat(api.count(MERGED_PAGES)).isPositive();

            api.customer().client().post("/tickets", Desk.ticket()).expect(201);
            api.server().getApplicationContext().getBean(VocabularyWorker.class).keep();
            assertThat(api.count(MERGED_PAGES)).isZero();
        }
    }
}
