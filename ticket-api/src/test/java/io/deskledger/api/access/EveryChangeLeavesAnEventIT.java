package io.deskledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Calls every route that can change something, and sees the outbox grow: none is forgotten, none is added without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryChangeLeavesAnEventIT {

    /** Why a route leaves none. It is called too, so that no reason outlives its route. */
    private static final Map<String, String> SILENT = Map.of(
            "POST /api/v1/auth/refresh",
            "goes on with a sign-in, several times an hour, and changes nothing of the user's; a token that comes twice"
                    + " ends the session, and that leaves an event",
            "POST /api/v1/sla/simulate",
            "a question about the past, asked with a draft: nothing is kept",
            "POST /admin/sla/policies/{id}/what-if",
            "the same question, asked by the console",
            "POST /sign-out",
            "is tried with a bearer token here, which holds no browser's session; SessionIT sees the event of one that"
                    + " a cookie holds");

    /** Bodies that change something, where the matrix has one that does not. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /api/v1/tickets/bulk",
            "{\"action\": \"add_tags\", \"tags\": [\"${new}\"], \"ticket_ids\": [${ticket}]}",
            "POST /tickets/bulk",
            "application/x-www-form-urlencoded: action=add_tags&tags=${new}&ticket_ids=${ticket}");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private ApiServer server;
    private Person owner;
    private AccessThings things;

    @BeforeAll
    void start() {
        server = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        owner = server.newPerson("customer");
        things = new AccessThings(server, owner);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyRouteThatCanChangeSomethingIsCalled() {
        Set<String> real = server.server()
                .getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !READING.contains(route.getHttpMethod()))
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> called = lines().map(AccessLine::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(called)
                .hasSizeGreaterThan(25)
                .isEqualTo(real)
                .containsAll(SILENT.keySet())
                .containsAll(BODIES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyCallLeavesAnEvent() {
        return lines().map(line -> DynamicTest.dynamicTest(
                line.method() + " " + line.path(),
                () -> assertThat(newEvents(line))
                        .as("events of " + line.route()
                                + ": append them in the change's transaction (Outbox), or say in"
                                + " SILENT why there is nothing to tell")
                        .matches(events -> SILENT.containsKey(line.route()) == events.isEmpty())));
    }

    /** The types of the events that the call leaves. */
    private List<String> newEvents(AccessLine line) {
        AccessCaller caller = Stream.of(AccessCaller.ADMIN, AccessCaller.OWNER)
                .filter(one -> "yes".equals(line.answers().get(one)))
                .findFirst()
                .orElseThrow();
        String path = things.pathOf(line);
        String body = things.bodyOf(withTicket(line), caller);
        long before = server.count("SELECT coalesce(max(id), 0) FROM outbox");
        ApiClient client = caller == AccessCaller.ADMIN ? server.admin() : owner.client();
        AccessProbe.Reply reply = new AccessProbe(server.server().getURI(), client).send(line, path, body);
        assertThat(reply.status()).as(reply.body()).isBetween(200, 303);
        return server.texts("SELECT type FROM outbox WHERE id > " + before);
    }

    private AccessLine withTicket(AccessLine line) {
        String body = BODIES.getOrDefault(line.route(), line.triedWith());
        if (body.contains("${ticket}")) {
            long ticket =
                    owner.client().post("/tickets", Desk.ticket()).expect(201).id();
            body = body.replace("${ticket}", Long.toString(ticket));
        }
        return new AccessLine(line.method(), line.path(), line.answers(), body);
    }

    private static Stream<AccessLine> lines() {
        return AccessLine.readAll().stream().filter(line -> !READING.contains(HttpMethod.parse(line.method())));
    }
}
