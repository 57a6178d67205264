package io.deskledger.api.access;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.console.Browser;
import io.micronaut.http.HttpMethod;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Instant;
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

/** Every route of the running application against the written matrix: nothing is open by oversight. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiServer server;
    private Person owner;
    private Person otherCustomer;
    private AccessThings things;

    @BeforeAll
    void start() {
        server = AllSchemas.start();
        owner = server.newPerson("customer");
        otherCustomer = server.newPerson("customer");
        things = new AccessThings(server, owner);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyRouteHasItsLineAndEveryLineItsRoute() {
        Set<String> written =
                AccessLine.readAll().stream().map(AccessLine::route).collect(Collectors.toCollection(TreeSet::new));
        Set<String> real = routes().filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).as("lines of docs/access.md").isEqualTo(real);
    }

    /** HEAD asks for what GET answers without its body: it is no other way in. */
    @Test
    void everyHeadIsThatOfItsGet() {
        Set<String> gets = methods(HttpMethod.GET);
        assertThat(gets).containsAll(methods(HttpMethod.HEAD));
    }

    @Test
    void everyMethodOfAControllerSaysWhoMayCallIt() {
        List<String> silent = routes().filter(route -> route.getTargetMethod()
                        .getDeclaringType()
                        .getPackageName()
                        .startsWith("io.deskledger"))
                .filter(route -> !route.getTargetMethod().hasAnnotation(Secured.class)
                        && !route.getTargetMethod().getDeclaringType().isAnnotationPresent(Secured.class))
                .map(route -> route.getTargetMethod().toString())
                .toList();
        assertThat(silent).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCallerGetsWhatTheMatrixSays() {
        return AccessLine.readAll().stream()
                .flatMap(line -> line.answers().entrySet().stream()
                        .map(answer -> DynamicTest.dynamicTest(
                                line.method() + " " + line.path() + ": " + answer.getKey() + " gets "
                                        + answer.getValue(),
                                () -> check(line, answer.getKey(), answer.getValue()))));
    }

    private void check(AccessLine line, AccessCaller caller, String expected) {
        AccessProbe.Reply reply = probe(caller).send(line, things.pathOf(line), things.bodyOf(line, caller));
        if (expected.equals("yes")) {
            assertThat(reply.status()).as(reply.body()).isBetween(200, 303);
            return;
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(Integer.parseInt(expected));
        if (expected.equals("404")) {
            AccessProbe.Reply missing =
                    probe(caller).send(line, AccessThings.missing(line), things.bodyOf(line, caller));
            assertThat(missing.status()).as(missing.body()).isEqualTo(404);
            assertThat(detail(reply)).isEqualTo(detail(missing));
        }
    }

    /** A cookie alone is what another site can make a browser send. */
    @TestFactory
    Stream<DynamicTest> noFormIsTakenWithoutTheTokenOfAPage() {
        String cookie = new Browser(server.server().getURI())
                .signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD)
                .cookie("deskledger_session")
                .toString();
        List<AccessLine> forms = AccessLine.readAll().stream()
                .filter(line -> !line.method().equals("GET") && !line.path().startsWith("/api/"))
                .toList();
        assertThat(forms).hasSizeGreaterThan(20);
        return forms.stream()
                .map(line -> DynamicTest.dynamicTest(line.method() + " " + line.path(), () -> {
                    AccessProbe.Reply reply = probe(AccessCaller.NOBODY)
                            .send(line, things.pathOf(line), things.bodyOf(line, AccessCaller.ADMIN), "Cookie", cookie);
                    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
                    assertThat(reply.body()).contains("not from a page of yours");
                }));
    }

    /** The console takes tokens, too: what is no part of the API is no way around the scope. */
    @TestFactory
    Stream<DynamicTest> aTokenThatMayOnlyReadWritesNowhere() {
        String token = server.admin()
                .post(
                        "/api-tokens",
                        Map.of(
                                "name",
                                "reads",
                                "scopes",
                                List.of("read"),
                                "expires_at",
                                Instant.now().plus(1, DAYS).toString()))
                .expect(201)
                .text("token");
        AccessProbe reader =
                new AccessProbe(server.server().getURI(), server.anonymous().withToken(token));
        return AccessLine.readAll().stream()
                .filter(line -> !line.method().equals("GET"))
                .map(line -> DynamicTest.dynamicTest(line.method() + " " + line.path(), () -> {
                    AccessProbe.Reply reply =
                            reader.send(line, things.pathOf(line), things.bodyOf(line, AccessCaller.ADMIN));
                    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
                    assertThat(reply.body()).contains("scope read");
                }));
    }

    private AccessProbe probe(AccessCaller caller) {
        return new AccessProbe(
                server.server().getURI(),
                switch (caller) {
                    case NOBODY -> server.anonymous();
                    case OWNER -> owner.client();
                    case OTHER_CUSTOMER -> otherCustomer.client();
                    case AGENT -> server.agent().client();
                    case ADMIN -> server.admin();
                });
    }

    /** What is said, whatever the id. */
    private static String detail(AccessProbe.Reply reply) {
        try {
            return JSON.readTree(reply.body()).path("detail").asText().replaceAll("\\d+", "#");
        } catch (JacksonException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    private Set<String> methods(HttpMethod method) {
        return routes().filter(route -> route.getHttpMethod() == method)
                .map(route -> route.getUriMatchTemplate() + " " + route.getTargetMethod())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<UriRouteInfo<?, ?>> routes() {
        return server.server().getApplicationContext().getBean(Router.class).uriRoutes();
    }
}
