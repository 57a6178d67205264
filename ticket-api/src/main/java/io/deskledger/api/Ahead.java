package io.deskledger.api;

/** What the first request would otherwise wait for, made while the rest of the service is put together. */
final class Ahead {

    /** The server's own event of a request: taking in the first of its kind costs Flight Recorder some 40 ms. */
    private static final String REQUEST_EVENT = "io.micronaut.http.server.netty.handler.Http1RequestEvent";

    private Ahead() {}

    static void start() {
        Thread.ofPlatform().name("start-ahead").daemon().start(Ahead::initialise);
    }

    private static void initialise() {
        try {
            Class.forName(REQUEST_EVENT);
        } catch (ClassNotFoundException e) {
            // It was nothing but a head start.
        }
    }
}
