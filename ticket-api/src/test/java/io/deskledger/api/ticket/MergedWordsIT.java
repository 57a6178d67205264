package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.sql.Connection;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The worker that learns words merges them into their index, too, so that nobody who makes a ticket has to. */
class MergedWordsIT {

    private static final Map<String, Object> RUNS_ONCE_BY_ITSELF =
            Map.of("deskledger.search.learn-every", "1h", "deskledger.relay.enabled", false);

    @Test
    void newWordsAreMergedIntoTheirIndexBesidePeople() throws Exception {
        try (ApiServer api = ApiServer.start(ApiServer.newDesk(), RUNS_ONCE_BY_ITSELF)) {
            VocabularyWorker worker = api.server().getApplicationContext().getBean(VocabularyWorker.class);
            try (Connection owner = api.owner();
                    var statement = owner.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(" + SearchVocabulary.LOCK + ")");
                assertThat(leftToMerge(api, worker)).isPositive();
            }
            // Its own run may have the lock during one of them.
            assertThat(LongStream.generate(() -> leftToMerge(api, worker)).limit(2))
                    .contains(0L);
        }
    }

    /** How many pages of new words are not merged behind a run of the worker; they are now. */
    private static long leftToMerge(ApiServer api, VocabularyWorker worker) {
        api.customer().client().post("/tickets", Desk.ticket()).expect(201);
        worker.keep();
        return api.count("SELECT support.merge_search_words()");
    }
}
