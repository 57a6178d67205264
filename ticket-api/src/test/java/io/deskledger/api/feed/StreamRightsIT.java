package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may hear what of the stream, and for how long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRightsIT {

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
    void streamsEndWithTheSignIn() {
        ApiServer.Person person = desk.server().newPerson("agent");
        var signedIn = desk.server()
                .anonymous()
                .post("/auth/login", Map.of("username", person.email(), "password", ApiServer.PASSWORD))
                .expect(200);
        try (Ear ending =
                        Ear.to(desk.server(), signedIn.text("access_token"), "").opened();
                Ear other = Ear.to(desk.server(), person.client().token(), "").opened()) {
            desk.server()
                    .anonymous()
                    .post("/auth/logout", Map.of("refresh_token", signedIn.text("refresh_token")))
                    .expect(204);
            assertThat(ending.ended()).isNull();
            int heartbeats = other.heartbeats();
            await().atMost(StreamDesk.LIMIT).until(() -> other.heartbeats() > heartbeats + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\": \"customer\"}", "{\"role\": \"admin\"}", "{\"active\": false}"})
    void streamsEndWithTheRole(String change) {
        ApiServer.Person person = desk.server().newPerson("agent");
        try (Ear ear = Ear.to(desk.server(), person.client().token(), "").opened()) {
            desk.server().admin().patch("/users/" + person.id(), change).expect(200);
            assertThat(ear.ended()).isNull();
        }
    }

    @Test
    void streamsEndWithTheApiToken() {
        var token = desk.agent()
                .client()
                .post("/api-tokens", Map.of("name", "listener", "scopes", List.of("read")))
                .expect(201);
        try (Ear ear = Ear.to(desk.server(), token.text("token"), "").opened()) {
            desk.agent()
                    .client()
                    .send("DELETE", "/api-tokens/" + token.id(), null)
                    .expect(204);
            assertThat(ear.ended()).isNull();
        }
    }

    @Test
    void onlyTheFirstBeginningOfAnHourLeavesAnEvent() {
        ApiServer.Person reader = desk.server().newPerson("agent");
        try (Ear first = Ear.to(desk.server(), reader.client().token(), "").opened();
                Ear second = Ear.goingOn(desk.server(), reader.client().token(), first.lastId())
                        .opened()) {
            assertThat(second.lastId()).isNotEmpty();
        }
        Ear.to(desk.server(), reader.client().token(), "").opened().close();
        var events = desk.server().eventsBySubject("audit/" + reader.id());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().at("/changes/format/to").textValue()).isEqualTo("event-stream");
    }

    @Test
    void whatCantBeGoneOnWithIsRefused() {
        assertThat(desk.server()
                        .admin()
                        .get("/events/stream?after=abc")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("after");
        assertThat(desk.server()
                        .admin()
                        .send("GET", "/events/stream", null, "Last-Event-ID", "42")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("Last-Event-ID");
        String ahead = new FeedPosition(new TreeMap<>(Map.of(0, 1_000_000L))).text();
        desk.server().admin().get("/events/stream?after=" + ahead).expectProblem(409);
        desk.server().admin().get("/events?after=" + ahead).expectProblem(409);
        desk.server().customer().client().get("/events/stream").expectProblem(403);
        desk.server().anonymous().get("/events/stream").expectProblem(401);
    }

    @Test
    void nobodyListensByHead() {
        desk.server().admin().send("HEAD", "/events/stream", null).expect(405);
    }

    @Test
    void agentsHearOfTicketsOnlyAndMoveOnAllTheSame() throws Exception {
        try (Ear ear = Ear.to(desk.server(), desk.agent().client().token(), "").opened()) {
            long others = desk.log().appendUntilOneIsOfAUser(7);
            for (int i = 0; i < others; i++) {
                Ear.Frame frame = ear.next();
                assertThat(frame.event().get("subject").textValue()).isEqualTo("tickets/8");
                assertThat(frame.event().at("/data/request/ip").isNull()).isTrue();
            }
            await().atMost(StreamDesk.LIMIT)
                    .until(() -> desk.server()
                            .admin()
                            .get("/events?after=" + ear.lastId())
                            .expect(200)
                            .json()
                            .get("items")
                            .isEmpty());
            assertThat(ear.poll(0)).isNull();
        }
    }
}
