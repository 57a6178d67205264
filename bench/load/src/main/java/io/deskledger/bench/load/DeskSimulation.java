package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** What all simulations share: the desk, its figures, and that no request may fail. */
abstract class DeskSimulation extends Simulation {

    static final String JSON = "application/json";

    final Desk desk = Desk.fromEnvironment();
    final Figures figures = new Figures(desk.pace().warm());

    /** Users come at the rate, however long the answers take, and share connections as behind a proxy. */
    final HttpProtocolBuilder protocol = http.baseUrl(desk.address() + "/api/v1")
            .acceptHeader(JSON)
            .contentTypeHeader(JSON)
            .shareConnections();

    @Override
    public void before() {
        figures.begin();
    }

    @Override
    public void after() {
        System.out.print(figures.table(getClass().getSimpleName()));
    }

    final HttpRequestActionBuilder byAgent(String kind, HttpRequestActionBuilder request) {
        return timed(kind, request.header("Authorization", session -> "Bearer " + desk.anyAgent()));
    }

    final HttpRequestActionBuilder byCustomer(String kind, HttpRequestActionBuilder request) {
        return timed(kind, request.header("Authorization", session -> "Bearer " + desk.anyCustomer()));
    }

    /** The same number of users each second, each of whom does this once. */
    final PopulationBuilder arrivals(String name, double perSecond, ChainBuilder what) {
        return scenario(name)
                .exec(what)
                .injectOpen(
                        constantUsersPerSec(perSecond).during(desk.pace().all()).randomized());
    }

    static Assertion[] nothingFails() {
        return new Assertion[] {
            global().failedRequests().count().is(0L),
            global().successfulRequests().count().gt(0L)
        };
    }

    private HttpRequestActionBuilder timed(String kind, HttpRequestActionBuilder request) {
        return request.check(status().in(200, 201))
                .check(responseTimeInMillis()
                        .transform(millis -> {
                            figures.took(kind, millis);
                            return millis;
                        })
                        .exists());
    }
}
