package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many who listen and do nothing, and one who changes a ticket when all of them have heard of the change before: how
 * long from the request to the arrival at each listener. A listener that hears nothing for half a minute has failed.
 */
public final class EventStream extends DeskSimulation {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(300);
    /** What a listener awaits is set up behind its connection, a moment later. */
    private static final Duration UNTIL_ALL_LISTEN = Duration.ofSeconds(2);

    private static final int CONNECTIONS_A_SECOND = 100;

    private final int listeners = Desk.number("BENCH_LISTENERS");
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicLong sentNanos = new AtomicLong();
    private final AtomicBoolean lastComes = new AtomicBoolean();

    public EventStream() {
        setUp(
                        scenario("listeners")
                                .exec(listen())
                                .injectOpen(rampUsers(listeners).during(1 + listeners / CONNECTIONS_A_SECOND)),
                        scenario("writer").exec(write()).injectOpen(atOnceUsers(1)))
                .protocols(protocol)
                .assertions(nothingFails());
    }

    private ChainBuilder listen() {
        return exec(sse("listen").get("/events/stream").header("Authorization", session -> "Bearer " + desk.anyAgent()))
                .exitHereIfFailed()
                .exec(session -> {
                    connected.incrementAndGet();
                    return session;
                })
                .asLongAs(session -> !lastComes.get())
                .on(exec(sse("hear")
                                .setCheck()
                                .await(PATIENCE)
                                .on(sse.checkMessage("arrival")
                                        .matching(regex("bench arrival"))
                                        .check(regex("bench arrival")
                                                .transform(this::arrived)
                                                .exists())))
                        .exitHereIfFailed())
                .exec(sse("close").close());
    }

    private ChainBuilder write() {
        return asLongAsDuring(session -> connected.get() < listeners, PATIENCE)
                .on(pause(LOOK_AGAIN))
                .crashLoadGeneratorIf("Not all listeners are connected", session -> connected.get() < listeners)
                .pause(UNTIL_ALL_LISTEN)
                .exec(session -> {
                    figures.begin();
                    return session;
                })
                .during(Duration.ofSeconds(desk.pace().all()))
                .on(exec(change()).pause(BETWEEN_CHANGES))
                .exec(session -> {
                    lastComes.set(true);
                    return session;
                })
                .exec(change());
    }

    /** One change, until all have heard of it. */
    private ChainBuilder change() {
        return exec(session -> {
                    heard.set(0);
                    sentNanos.set(System.nanoTime());
                    return session;
                })
                .exec(byAgent(
                        "the change itself",
                        http("the change itself")
                                .patch(session -> "/tickets/" + desk.anyTicket())
                                .body(StringBody(
                                        session -> "{\"title\": \"bench arrival " + System.nanoTime() + "\"}"))))
                .asLongAsDuring(session -> heard.get() < listeners, PATIENCE)
                .on(pause(LOOK_AGAIN))
                .crashLoadGeneratorIf("Not all listeners have heard", session -> heard.get() < listeners);
    }

    private String arrived(String text) {
        figures.took("arrival at one of " + listeners, (System.nanoTime() - sentNanos.get()) / 1_000_000);
        heard.incrementAndGet();
        return text;
    }
}
