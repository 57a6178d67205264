package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.api.security.Grant;
import io.deskledger.api.security.LiveGrants;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.user.UserRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Events as they are recorded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, Object> FAST = Map.of(
            "deskledger.relay.enabled", false,
            "deskledger.events.poll", "20ms",
            "deskledger.events.heartbeat", "500ms",
            "deskledger.events.patience", "5s",
            "deskledger.events.rights-check", "200ms");

    private AuditDatabase audit;
    private ApiServer server;
    private GrowingLog log;
    private ApiServer.Person agent;
    private String admin;

    @BeforeAll
    void start() {
        audit = new AuditDatabase(TestServers.newDatabase());
        server = ApiServer.start(audit.access(), FAST);
        server.admin().get("/events/stream").expectProblem(503);
        audit.migrate();
        log = new GrowingLog(audit);
        log.append(List.of(0, 1, 2), 10, 0);
        agent = server.newPerson("agent");
        admin = server.admin().token();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void nobodyListensByHead() {
        server.admin().send("HEAD", "/events/stream", null).expect(405);
    }

    @Test
    void eventsComeAsThePagesHaveThem() throws Exception {
        try (Ear ear = Ear.to(server, admin, "").opened()) {
            String before = ear.lastId();
            log.append(List.of(3, 4), 3, 0);
            List<Ear.Frame> heard = new ArrayList<>();
            while (heard.size() < 6) {
                heard.add(ear.next());
            }
            var page = server.admin().get("/events?after=" + before).expect(200).json();
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
        Ear ear = Ear.to(server, admin, "").opened();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                work.add(executor.submit(log.writer(writer, rounds)));
            }
            int until = random.nextInt(20);
            Instant end = Instant.now().plus(LIMIT);
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
                    ear = Ear.goingOn(server, admin, frame.id());
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
        String before = server.admin().get("/events?after=now").expect(200).text("next_cursor");
        log.append(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 200, 0);
        try (Ear ear = Ear.to(server, admin, "?after=" + before)) {
            List<String> heard = new ArrayList<>();
            while (heard.size() < 12 * 200) {
                heard.add(ear.next().eventId());
            }
            assertThat(heard).doesNotHaveDuplicates();
            log.append(List.of(5), 1, 0);
            assertThat(heard).doesNotContain(ear.next().eventId());
        }
    }

    @Test
    void thousandsListenWithoutAThreadEach() throws Exception {
        int listeners = 1_500;
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        List<Ear> ears = new ArrayList<>();
        try {
            for (int i = 0; i < listeners; i++) {
                ears.add(Ear.to(server, i % 2 == 0 ? admin : agent.client().token(), ""));
                if (i % 100 == 99) {
                    ears.getLast().opened();
                }
            }
            ears.forEach(Ear::opened);
            assertThat(gauge("deskledger.events.listeners")).isGreaterThanOrEqualTo(listeners);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(before + 100);
            log.append(List.of(6), 1, 0);
            String event = ears.getFirst().next().eventId();
            for (Ear ear : ears.subList(1, ears.size())) {
                assertThat(ear.next().eventId()).isEqualTo(event);
            }
            await().atMost(LIMIT).until(() -> ears.stream().allMatch(ear -> ear.heartbeats() > 1));
        } finally {
            ears.forEach(Ear::close);
        }
        await().atMost(LIMIT).until(() -> gauge("deskledger.events.listeners") < 10);
    }

    @Test
    void agentsHearOfTicketsOnlyAndMoveOnAllTheSame() throws Exception {
        try (Ear ear = Ear.to(server, agent.client().token(), "").opened()) {
            long others = log.appendUntilOneIsOfAUser(7);
            for (int i = 0; i < others; i++) {
                Ear.Frame frame = ear.next();
                assertThat(frame.event().get("subject").textValue()).isEqualTo("tickets/8");
                assertThat(frame.event().at("/data/request/ip").isNull()).isTrue();
            }
            await().atMost(LIMIT)
                    .until(() -> server.admin()
                            .get("/events?after=" + ear.lastId())
                            .expect(200)
                            .json()
                            .get("items")
                            .isEmpty());
            assertThat(ear.poll(0)).isNull();
        }
    }

    @Test
    void streamsEndWithTheSignIn() {
        ApiServer.Person person = server.newPerson("agent");
        var signedIn = server.anonymous()
                .post("/auth/login", Map.of("username", person.email(), "password", ApiServer.PASSWORD))
                .expect(200);
        try (Ear ending = Ear.to(server, signedIn.text("access_token"), "").opened();
                Ear other = Ear.to(server, person.client().token(), "").opened()) {
            server.anonymous()
                    .post("/auth/logout", Map.of("refresh_token", signedIn.text("refresh_token")))
                    .expect(204);
            assertThat(ending.ended()).isNull();
            int heartbeats = other.heartbeats();
            await().atMost(LIMIT).until(() -> other.heartbeats() > heartbeats + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\": \"customer\"}", "{\"role\": \"admin\"}", "{\"active\": false}"})
    void streamsEndWithTheRole(String change) {
        ApiServer.Person person = server.newPerson("agent");
        try (Ear ear = Ear.to(server, person.client().token(), "").opened()) {
            server.admin().patch("/users/" + person.id(), change).expect(200);
            assertThat(ear.ended()).isNull();
        }
    }

    @Test
    void streamsEndWithTheApiToken() {
        var token = agent.client()
                .post("/api-tokens", Map.of("name", "listener", "scopes", List.of("read")))
                .expect(201);
        try (Ear ear = Ear.to(server, token.text("token"), "").opened()) {
            agent.client().send("DELETE", "/api-tokens/" + token.id(), null).expect(204);
            assertThat(ear.ended()).isNull();
        }
    }

    @Test
    void aClientThatTakesNothingIsCutOffAndTheOthersAreNotHeldUp() throws Exception {
        double before = counter("deskledger.events.cut.off");
        try (Socket deaf = new Socket();
                Ear ear = Ear.to(server, admin, "").opened()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.server().getPort()));
            deaf.getOutputStream()
                    .write(("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(LIMIT).until(() -> deaf.getInputStream().available() > 0);
            int rows = 300;
            log.appendLong(8, rows, 100_000);
            for (int i = 0; i < rows; i++) {
                ear.next();
            }
            await().atMost(LIMIT).until(() -> counter("deskledger.events.cut.off") > before);
            assertThat(ear.heartbeats()).isPositive();
        }
    }

    @Test
    void whoIsAtTheHeadIsLiveAtOnceAndWhoHasNoRoomIsNotWaitedFor() {
        var token = agent.client()
                .post("/api-tokens", Map.of("name", "fan out", "scopes", List.of("read")))
                .expect(201);
        Clock clock = Clock.systemUTC();
        Grant grant = new Grant(
                agent.id(), UserRole.AGENT, null, token.id(), clock.instant().plus(LIMIT));
        FeedQueries queries = bean(FeedQueries.class);
        FanOut fanOut = new FanOut(
                queries, bean(LiveGrants.class), bean(StreamSettings.class), bean(StreamMetrics.class), clock);
        Listener first = new Listener(grant, queries.end(), null, () -> {});
        fanOut.add(first);
        assertThat(first.isLive()).isFalse();
        fanOut.pass();
        assertThat(first.isLive()).isTrue();

        Listener second = new Listener(grant, queries.end(), null, () -> {});
        fanOut.add(second);
        assertThat(second.isLive()).isTrue();
        assertThat(fanOut.isAnyBehind()).isFalse();

        log.append(List.of(11), 800, 0);
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
        var token = agent.client()
                .post("/api-tokens", Map.of("name", "deaf", "scopes", List.of("read")))
                .expect(201);
        Clock clock = Clock.systemUTC();
        Grant grant = new Grant(
                agent.id(), UserRole.AGENT, null, token.id(), clock.instant().plus(LIMIT));
        FeedQueries queries = bean(FeedQueries.class);
        FanOut fanOut = new FanOut(
                queries, bean(LiveGrants.class), bean(StreamSettings.class), bean(StreamMetrics.class), clock);
        FeedPosition before = queries.end();
        Listener live = new Listener(grant, before, null, () -> {});
        fanOut.add(live);
        fanOut.pass();
        assertThat(live.isLive()).isTrue();

        log.append(List.of(10), 1, 0);
        fanOut.pass();
        log.appendLong(10, 60, 100_000);
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

    @Test
    void aProxyThatAsksForGzipHoldsNothingBack() throws Exception {
        try (Ear ear = Ear.to(server, admin, "", "Accept-Encoding", "gzip").opened()) {
            log.append(List.of(9), 1, 0);
            assertThat(ear.next().event().get("specversion").textValue()).isEqualTo("1.0");
        }
    }

    @Test
    void anotherInstanceGoesOnWhereOneStopped() throws Exception {
        ApiServer other = ApiServer.start(audit.access(), FAST);
        try (Ear ear = Ear.to(other, admin, "").opened()) {
            log.append(List.of(10), 1, 0);
            ear.next();
            other.close();
            ear.awaitEnd();
            log.append(List.of(10), 1, 0);
            try (Ear second = Ear.goingOn(server, admin, ear.lastId())) {
                log.append(List.of(10), 1, 0);
                long version = second.next().event().get("entityversion").asLong();
                assertThat(second.next().event().get("entityversion").asLong()).isEqualTo(version + 1);
                assertThat(ear.poll(0)).isNull();
            }
        } finally {
            other.close();
        }
    }

    @Test
    void onlyTheFirstBeginningOfAnHourLeavesAnEvent() {
        ApiServer.Person reader = server.newPerson("agent");
        try (Ear first = Ear.to(server, reader.client().token(), "").opened();
                Ear second = Ear.goingOn(server, reader.client().token(), first.lastId())
                        .opened()) {
            assertThat(second.lastId()).isNotEmpty();
        }
        Ear.to(server, reader.client().token(), "").opened().close();
        var events = server.eventsBySubject("audit/" + reader.id());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().at("/changes/format/to").textValue()).isEqualTo("event-stream");
    }

    @Test
    void whatCantBeGoneOnWithIsRefused() {
        assertThat(server.admin()
                        .get("/events/stream?after=abc")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("after");
        assertThat(server.admin()
                        .send("GET", "/events/stream", null, "Last-Event-ID", "42")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("Last-Event-ID");
        String ahead = new FeedPosition(new TreeMap<>(Map.of(0, 1_000_000L))).text();
        server.admin().get("/events/stream?after=" + ahead).expectProblem(409);
        server.admin().get("/events?after=" + ahead).expectProblem(409);
        server.customer().client().get("/events/stream").expectProblem(403);
        server.anonymous().get("/events/stream").expectProblem(401);
    }

    private double gauge(String name) {
        return registry().get(name).gauge().value();
    }

    private double counter(String name) {
        return registry().get(name).counter().count();
    }

    private MeterRegistry registry() {
        return bean(MeterRegistry.class);
    }

    private <T> T bean(Class<T> type) {
        return server.server().getApplicationContext().getBean(type);
    }
}
