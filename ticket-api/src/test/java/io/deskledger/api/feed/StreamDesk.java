package io.deskledger.api.feed;

import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server whose log grows by hand and whose stream is quick.
 *
 * @param agent somebody who is no admin
 * @param admin an admin's token
 */
record StreamDesk(AuditDatabase audit, ApiServer server, GrowingLog log, ApiServer.Person agent, String admin)
        implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Map<String, Object> FAST = Map.of(
            "deskledger.relay.enabled", false,
            "deskledger.events.poll", "20ms",
            "deskledger.events.heartbeat", "500ms",
            "deskledger.events.patience", "5s",
            "deskledger.events.rights-check", "200ms");

    /** Starts it; before its log is there, nobody can listen. */
    static StreamDesk start() {
        AuditDatabase audit = new AuditDatabase(ApiServer.newDesk());
        ApiServer server = ApiServer.start(audit.access(), FAST);
        server.admin().get("/events/stream").expectProblem(503);
        audit.migrate();
        GrowingLog log = new GrowingLog(audit);
        log.append(List.of(0, 1, 2), 10, 0);
        return new StreamDesk(
                audit, server, log, server.newPerson("agent"), server.admin().token());
    }

    double gauge(String name) {
        return bean(MeterRegistry.class).get(name).gauge().value();
    }

    double counter(String name) {
        return bean(MeterRegistry.class).get(name).counter().count();
    }

    <T> T bean(Class<T> type) {
        return server.server().getApplicationContext().getBean(type);
    }

    @Override
    public void close() {
        server.close();
    }
}
