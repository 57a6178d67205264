package io.deskledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.console.Browser;
import io.deskledger.embedded.DatabaseAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With limits low enough to be reached, and what refills within a test too little to matter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitIT {

    private static final int USER = 30;
    private static final int ADDRESS = 40;

    private final DatabaseAccess database = ApiServer.newDesk();
    private ApiServer byUser;
    private ApiServer byAddress;

    @BeforeAll
    void start() {
        byUser = start(USER, 0);
        byAddress = start(0, ADDRESS);
    }

    private ApiServer start(int user, int address) {
        return ApiServer.start(
                database,
                Map.of(
                        "DESKLEDGER_RATE_LIMIT_USER",
                        user,
                        "DESKLEDGER_RATE_LIMIT_ADDRESS",
                        address,
                        "deskledger.relay.enabled",
                        false));
    }

    @AfterAll
    void stop() {
        byUser.close();
        byAddress.close();
    }

    @Test
    void answersTellWhatIsLeftUntilNothingIs() {
        Person person = byUser.newPerson("customer");
        Answer first = person.client().get("/me").expect(200);
        assertThat(first.header("RateLimit-Limit")).isEqualTo(Integer.toString(USER));
        int left = Integer.parseInt(first.header("RateLimit-Remaining"));
        assertThat(left).isBetween(USER - 5, USER - 1);
        assertThat(Integer.parseInt(first.header("RateLimit-Reset"))).isBetween(1, 60);

        Answer last = first;
        for (int i = 0; i < USER + 5 && last.status() == 200; i++) {
            last = person.client().get("/me");
        }
        last.expectProblem(429);
        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60 / USER + 1);
        assertThat(last.text("detail")).contains(USER + " requests a minute");
    }

    @Test
    void ofManyAtOnceNoMoreThanTheLimitPassAndOthersAreNotHeldUp() throws Exception {
        Person person = byUser.newPerson("customer");
        List<Integer> statuses = atOnce(100, person.client());
        assertThat(statuses).containsOnly(200, 429);
        assertThat(Collections.frequency(statuses, 200)).isBetween(USER - 5, USER + 10);
        byUser.newPerson("customer").client().get("/me").expect(200);
    }

    @Test
    void pagesDrawOnTheirUsersBucketAndRefuseByAPage() {
        Person person = byUser.newPerson("agent");
        Browser browser = new Browser(byUser.server().getURI()).signIn(person.email(), ApiServer.PASSWORD);
        Answer last = browser.get("/tickets/new").expect(200);
        assertThat(last.header("RateLimit-Limit")).isEqualTo(Integer.toString(USER));
        for (int i = 0; i < 3 * USER && last.status() == 200; i++) {
            last = browser.get("/tickets/new");
        }
        last.expect(429);
        assertThat(last.header("Content-Type")).startsWith("text/html");
        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60 / USER + 1);
        assertThat(last.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(last.response().body()).contains("<html", USER + " requests a minute");
        for (String free : List.of("/assets/app.css", "/favicon.ico", "/health")) {
            Answer answer = browser.get(free).expect(200);
            assertThat(answer.header("RateLimit-Limit")).as(free).isEmpty();
        }
    }

    @Test
    void anApiTokenDrawsOnItsUsersBucket() {
        Person person = byUser.newPerson("customer");
        ApiClient program = person.client()
                .withToken(person.client()
                        .post("/api-tokens", Map.of("name", "a program", "scopes", List.of("read")))
                        .expect(201)
                        .text("token"));
        int before = Integer.parseInt(program.get("/me").header("RateLimit-Remaining"));
        int after = Integer.parseInt(person.client().get("/me").header("RateLimit-Remaining"));
        assertThat(after).isLessThanOrEqualTo(before);
    }

    @Test
    void strangersAreCountedByTheirAddress() throws Exception {
        List<Integer> statuses = atOnce(100, byAddress.anonymous());
        assertThat(statuses).containsOnly(401, 429);
        assertThat(Collections.frequency(statuses, 401)).isBetween(ADDRESS, ADDRESS + 10);
        Answer signIn = byAddress.anonymous().post("/auth/login", Map.of("username", "a", "password", "b"));
        // What was left of a request and what came back since may have been a whole one.
        for (int i = 0; i < ADDRESS && signIn.status() != 429; i++) {
            signIn = byAddress.anonymous().post("/auth/login", Map.of("username", "a" + i, "password", "b"));
        }
        assertThat(signIn.expectProblem(429).header("RateLimit-Limit")).isEqualTo(Integer.toString(ADDRESS));
        Browser browser = new Browser(byAddress.server().getURI());
        Answer form = browser.post("/sign-in", "username", "a@example.org", "password", "b");
        for (int i = 0; i < ADDRESS && form.status() != 429; i++) {
            form = browser.post("/sign-in", "username", "a@example.org", "password", "b");
        }
        assertThat(form.expect(429).header("Content-Type")).startsWith("text/html");
        assertThat(Integer.parseInt(form.header("Retry-After"))).isBetween(1, 60 / ADDRESS + 1);
        browser.get("/assets/app.css").expect(200);
        assertThat(byAddress.anonymous().getOutside("/health/liveness").status())
                .isEqualTo(200);
    }

    @Test
    void whereThereIsNoLimitNothingIsTold() {
        Answer answer = ApiServer.shared().agent().client().get("/me").expect(200);
        assertThat(answer.header("RateLimit-Limit")).isEmpty();
    }

    @Test
    void aNegativeLimitKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> start(-1, 0)).hasStackTraceContaining("must not be negative");
    }

    private static List<Integer> atOnce(int many, ApiClient client) throws Exception {
        List<Callable<Integer>> calls = IntStream.range(0, many)
                .<Callable<Integer>>mapToObj(_ -> () -> client.get("/me").status())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(calls)) {
                statuses.add(status.get());
            }
            return statuses;
        }
    }
}
