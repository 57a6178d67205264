package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.security.Grant;
import io.deskledger.api.security.LiveGrants;
import io.deskledger.model.user.UserRole;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;

/** Many listeners, and such as take nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamCrowdIT {

    private static final Clock CLOCK = Clock.systemUTC();

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
    void thousandsListenWithoutAThreadEach() throws Exception {
        int listeners = 1_500;
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        List<Ear> ears = new ArrayList<>();
        try {
            for (int i = 0; i < listeners; i++) {
                ears.add(Ear.to(
                        desk.server(),
                        i % 2 == 0 ? desk.admin() : desk.agent().client().token(),
                        ""));
                if (i % 100 == 99) {
                    ears.getLast().opened();
                }
            }
            ears.forEach(Ear::opened);
            assertThat(desk.gauge("deskledger.events.listeners")).isGreaterThanOrEqualTo(listeners);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 100);
            desk.log().append(List.of(6), 1, 0);
            String event = ears.getFirst().next().eventId();
            for (Ear ear : ears.subList(1, ears.size())) {
                assertThat(ear.next().eventId()).isEqualTo(event);
            }
            await().atMost(StreamDesk.LIMIT).until(() -> ears.stream().allMatch(ear -> ear.heartbeats() > 1));
        } finally {
            ears.forEach(Ear::close);
        }
        await().atMost(StreamDesk.LIMIT).until(() -> desk.gauge("deskledger.events.listeners") < 10);
    }

    @Test
    void aClientThatTakesNothingIsCutOffAndTheOthersAreNotHeldUp() throws Exception {
        double before = desk.counter("deskledger.events.cut.off");
        try (Socket deaf = new Socket();
                Ear ear = Ear.to(desk.server(), desk.admin(), "").opened()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), desk.server().server().getPort()));
            deaf.getOutputStream()
                    .write(("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + desk.admin() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(StreamDesk.LIMIT).until(() -> deaf.getInputStream().available() > 0);
            int rows = 300;
            desk.log().appendLong(8, rows, 100_000);
            for (int i = 0; i < rows; i++) {
                ear.next();
            }
            await().atMost(StreamDesk.LIMIT).until(() -> desk.counter("deskledger.events.cut.off") > before);
            assertThat(ear.heartbeats()).isPositive();
        }
    }

    @Test
    void whoIsAtTheHeadIsLiveAtOnceAndWhoHasNoRoomIsNotWaitedFor() {
        Grant grant = grant("fan out");
        FeedQueries queries = desk.bean(FeedQueries.class);
        FanOut fanOut = fanOut(queries);
        Listener first = new Listener(grant, queries.end(), null, () -> {});
        fanOut.add(first);
        assertThat(first.isLive()).isFalse();
        fanOut.pass();
        assertThat(first.isLive()).isTrue();

        Listener second = new Listener(grant, queries.end(), null, () -> {});
        fanOut.add(second);
        assertThat(second.isLive()).isTrue();
        assertThat(fanOut.isAnyBehind()).isFalse();

        desk.log().append(List.of(11), 800, 0);
        Listener deaf = new Listener(grant, FeedPosition.START, null, () -> {});
        fanOut.add(deaf);
        assertThat(fanOut.isAnyBehind()).isTrue();
        for (int pass = 0; pass < 50; pass++) {
            fanOut.pass();
        }
        assertThat(List.of(first, second, deaf))
                .allSatisfy(listener ->
                        assertThat(listener.isLive() || listener.isGone()).isFalse());
        assertThat(fanOut.isAnyBehind()).isFalse();
        fanOut.endAll();
    }

    @Test
    void whatWaitsForThoseWhoTakeNothingIsBounded() {
        Grant grant = grant("deaf");
        FeedQueries queries = desk.bean(FeedQueries.class);
        FanOut fanOut = fanOut(queries);
        FeedPosition before = queries.end();
        Listener live = new Listener(grant, before, null, () -> {});
        fanOut.add(live);
        fanOut.pass();
        assertThat(live.isLive()).isTrue();

        desk.log().append(List.of(10), 1, 0);
        fanOut.pass();
        desk.log().appendLong(10, 60, 100_000);
        List<Listener> deaf = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deaf.add(new Listener(grant, before, null, () -> {}));
            fanOut.add(deaf.getLast());
        }
        for (int pass = 0; pass < 100; pass++) {
            fanOut.pass();
        }
        assertThat(live.isLive()).as("who does not take 6 MB is not waited for").isFalse();
        assertThat(deaf)
                .allSatisfy(listener -> assertThat(listener.waitingBytes()).isLessThan(3 << 20));
        assertThat(deaf.stream().mapToLong(Listener::ownWaitingBytes).sum()).isBetween(8L << 20, 20L << 20);

        long taken = live.waitingBytes();
        assertThat(taken).isBetween(1L << 20, 3L << 20);
        Flux.from(live.pieces()).subscribe();
        assertThat(live.waitingBytes()).isZero();
        deaf.forEach(Listener::end);
        for (int pass = 0; pass < 100 && !live.isLive(); pass++) {
            fanOut.pass();
        }
        assertThat(live.isLive()).as("who has taken it comes up again").isTrue();
        fanOut.endAll();
    }

    private Grant grant(String tokenName) {
        long token = desk.agent()
                .client()
                .post("/api-tokens", Map.of("name", tokenName, "scopes", List.of("read")))
                .expect(201)
                .id();
        return new Grant(
                desk.agent().id(), UserRole.AGENT, null, token, CLOCK.instant().plus(StreamDesk.LIMIT));
    }

    private FanOut fanOut(FeedQueries queries) {
        return new FanOut(
                queries,
                desk.bean(LiveGrants.class),
                desk.bean(StreamSettings.class),
                desk.bean(StreamMetrics.class),
                CLOCK);
    }
}
