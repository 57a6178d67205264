package io.deskledger.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the first request would otherwise wait for, made while the rest of the service is put together. */
final class Ahead {

    private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);
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
            LOG.warn("The first request waits for Flight Recorder: there is no {} to begin with", REQUEST_EVENT);
        }
    }
}
