package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The test is the proxy: it says who its clients are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxyIT {

    private static final int LIMIT = 40;
    private static final String ONE = "198.51.100.7";
    private static final String OTHER = "198.51.100.8";

    private ApiServer api;

    @BeforeAll
    void start() {
        api = ApiServer.start(
                ApiServer.newDesk(),
                Map.of(
                        "DESKLEDGER_TRUSTED_PROXIES",
                        "127.0.0.0/8",
                        "DESKLEDGER_RATE_LIMIT_ADDRESS",
                        LIMIT,
                        "deskledger.relay.enabled",
                        false));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void theLogHasTheClientAndNotWhatItInvented() {
        Person person = api.newPerson("agent");

        signIn(person, "wrong", "192.0.2.1, " + ONE).expectProblem(401);
        person.client()
                .send(
                        "POST",
                        "/tickets",
                        "{\"title\": \"A ticket\", \"description\": \"From elsewhere\"}",
                        "Content-Type",
                        "application/json",
                        ClientAddresses.HEADER,
                        "2001:db8::7")
                .expect(201);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(addresses("users/" + person.id(), "FAIL_SIGN_IN"))
                        .containsExactly(ONE));
        assertThat(api.texts("SELECT data FROM outbox"))
                .anyMatch(data -> data.contains("\"2001:db8:0:0:0:0:0:7\""))
                .noneMatch(data -> data.contains("192.0.2.1"));
    }

    @Test
    void aGuesserSlowsDownNobodyElse() {
        Person person = api.newPerson("agent");
        Answer guess = signIn(person, "guess", "203.0.113.1");
        for (int i = 0; i < 10 && guess.status() == 401; i++) {
            // Another invention each time is no other address.
            guess = signIn(person, "guess", "192.0.2." + i + ", 203.0.113.1");
        }
        guess.expectProblem(429);

        signIn(person, ApiServer.PASSWORD, "203.0.113.2").expect(200);
    }

    @Test
    void eachClientHasALimitOfItsOwn() {
        Answer last = me(OTHER).expect(401);
        for (int i = 0; i < 3 * LIMIT && last.status() == 401; i++) {
            last = me(OTHER);
        }
        last.expectProblem(429);

        me("203.0.113.3").expect(401);
    }

    private Answer me(String forwarded) {
        return api.anonymous().send("GET", "/me", null, ClientAddresses.HEADER, forwarded);
    }

    private Answer signIn(Person person, String password, String forwarded) {
        return api.anonymous()
                .send(
                        "POST",
                        "/auth/login",
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), password),
                        "Content-Type",
                        "application/json",
                        ClientAddresses.HEADER,
                        forwarded);
    }

    private List<String> addresses(String subject, String action) {
        return api.eventsBySubject(subject).stream()
                .filter(event -> event.get("action").textValue().equals(action))
                .map(event -> event.at("/request/ip").textValue())
                .toList();
    }
}
