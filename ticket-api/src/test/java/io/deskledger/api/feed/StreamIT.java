package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events as they are recorded: each once and in order, whoever comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {

    private StreamDesk desk;

    @BeforeAll
    void start() {
        desk = StreamDesk.start();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void eventsComeAsThePagesHaveThem() throws Exception {
        try (Ear ear = Ear.to(desk.server(), desk.admin(), "").opened()) {
            String before = ear.lastId();
            desk.log().append(List.of(3, 4), 3, 0);
            List<Ear.Frame> heard = new ArrayList<>();
            while (heard.size() < 6) {
                heard.add(ear.next());
            }
            var page = desk.server()
                    .admin()
                    .get("/events?after=" + before)
                    .expect(200)
                    .json();
            assertThat(page.get("items"))
                    .containsExactlyElementsOf(
                            heard.stream().map(Ear.Frame::event).toList());
            assertThat(page.get("next_cursor").textValue())
                    .isEqualTo(heard.getLast().id());
        }
    }

    @Test
    void nothingIsLostOrDoubledByWhoeverComesBack() throws Exception {
        int writers = 4;
        int rounds = 25;
        int expected = writers * rounds * 3 * 2;
        List<String> heard = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        Random random = new Random(7);
        Ear ear = Ear.to(desk.server(), desk.admin(), "").opened();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                work.add(executor.submit(desk.log().writer(writer, rounds)));
            }
            int until = random.nextInt(20);
            Instant end = Instant.now().plus(StreamDesk.LIMIT);
            while (heard.size() < expected) {
                assertThat(Instant.now()).as(heard.size() + " of " + expected).isBefore(end);
                Ear.Frame frame = ear.next();
                heard.add(frame.eventId());
                String chain = frame.eventId().substring(24, 28);
                long version = Long.parseLong(frame.event().get("entityversion").textValue());
                Long previous = versions.put(chain, version);
                assertThat(previous == null ? version : previous + 1).isEqualTo(version);
                if (--until <= 0) { // What it had received beyond this frame is lost with the connection.
                    ear.close();
                    ear = Ear.goingOn(desk.server(), desk.admin(), frame.id());
                    until = random.nextInt(40);
                }
            }
            for (Future<?> future : work) {
                future.get();
            }
        }
        assertThat(heard).hasSize(expected).doesNotHaveDuplicates();
        assertThat(ear.poll(300)).isNull();
        ear.close();
    }

    @Test
    void aLongAbsenceIsMadeUpFor() throws Exception {
        String before =
                desk.server().admin().get("/events?after=now").expect(200).text("next_cursor");
        desk.log().append(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 200, 0);
        try (Ear ear = Ear.to(desk.server(), desk.admin(), "?after=" + before)) {
            List<String> heard = new ArrayList<>();
            while (heard.size() < 12 * 200) {
                heard.add(ear.next().eventId());
            }
            assertThat(heard).doesNotHaveDuplicates();
            desk.log().append(List.of(5), 1, 0);
            assertThat(heard).doesNotContain(ear.next().eventId());
        }
    }

    @Test
    void aProxyThatAsksForGzipHoldsNothingBack() throws Exception {
        try (Ear ear = Ear.to(desk.server(), desk.admin(), "", "Accept-Encoding", "gzip")
                .opened()) {
            desk.log().append(List.of(9), 1, 0);
            assertThat(ear.next().event().get("specversion").textValue()).isEqualTo("1.0");
        }
    }

    @Test
    void anotherInstanceGoesOnWhereOneStopped() throws Exception {
        ApiServer other = ApiServer.start(desk.audit().access(), StreamDesk.FAST);
        try (Ear ear = Ear.to(other, desk.admin(), "").opened()) {
            desk.log().append(List.of(10), 1, 0);
            ear.next();
            other.close();
            ear.awaitEnd();
            desk.log().append(List.of(10), 1, 0);
            try (Ear second = Ear.goingOn(desk.server(), desk.admin(), ear.lastId())) {
                desk.log().append(List.of(10), 1, 0);
                long version = second.next().event().get("entityversion").asLong();
                assertThat(second.next().event().get("entityversion").asLong()).isEqualTo(version + 1);
                assertThat(ear.poll(0)).isNull();
            }
        } finally {
            other.close();
        }
    }
}
