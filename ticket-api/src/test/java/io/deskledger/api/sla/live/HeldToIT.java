package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ticket stays held to what it was given, whatever an instance knows or believes the time to be. */
class HeldToIT {

    private static final String BREACHES =
            "SELECT count(*) FROM outbox WHERE type = 'io.deskledger.sla.breached.v1' AND ticket_id = ";

    private static ApiServer api;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        admin = api.admin();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Another instance has made the version a moment ago: nobody has told this one that there is one. */
    @Test
    void aVersionThatThisInstanceHasNotSeenYetCounts() {
        long policy = policy("unseen", Map.of("low", 5_000), List.of());
        long ticket = ticket("unseen", "low");
        api.execute(
                "INSERT INTO sla_policy_versions (policy_id, number, effective_from, effective_to, position, fallback,"
                        + " definition) SELECT policy_id, 2, effective_from, effective_from, position, fallback,"
                        + " jsonb_set(definition, '{targets,resolution,seconds,low}', '7777')"
                        + " FROM sla_policy_versions WHERE policy_id = " + policy);
        api.execute("UPDATE ticket_sla SET policy_version_id = (SELECT max(id) FROM sla_policy_versions)"
                + " WHERE ticket_id = " + ticket);

        move(ticket, "in_progress");

        assertThat(seconds(ticket)).isEqualTo(7_777);
        assertThat(admin.get("/tickets/" + ticket + "/sla/explain")
                        .expect(200)
                        .json()
                        .at("/policy/version_number")
                        .intValue())
                .isEqualTo(2);
    }

    /** What such a version says of a breach is done. */
    @Test
    void theActionsOfAVersionThatThisInstanceHasNotSeenYetAreTaken() {
        long policy = policy(
                "unseen actions", Map.of("low", 5_000), List.of(Map.of("on", "breach", "action", "raise_priority")));
        long ticket = ticket("unseen actions", "low");
        api.execute(
                "INSERT INTO sla_policy_versions (policy_id, number, effective_from, effective_to, position, fallback,"
                        + " definition) SELECT policy_id, 2, effective_from, effective_from, position, fallback, definition"
                        + " FROM sla_policy_versions WHERE policy_id = " + policy);
        api.execute("UPDATE ticket_sla SET policy_version_id = (SELECT max(id) FROM sla_policy_versions),"
                + " due_at = now() - interval '1 second', warn_at = now() - interval '2 seconds',"
                + " warned_at = now() - interval '2 seconds', next_at = now() - interval '1 second'"
                + " WHERE ticket_id = " + ticket);
        await().atMost(Duration.ofSeconds(30)).until(() -> api.count(BREACHES + ticket) == 1);

        assertThat(admin.get("/tickets/" + ticket).expect(200).text("priority")).isEqualTo("medium");
    }

    @Test
    void aTicketThatHasNoClockForAWhileKeepsItsVersion() {
        long policy = policy("kept without", Map.of("urgent", 4_000, "high", 5_000), List.of());
        long ticket = ticket("kept without", "high");
        api.execute("UPDATE tickets SET created_at = created_at - interval '1 day' WHERE id = " + ticket);
        admin.patch("/sla/policies/" + policy, Map.of("warn_percent", 50)).expect(200);

        raise(ticket, "low");
        assertThat(admin.get("/tickets/" + ticket).json().get("sla").isNull()).isTrue();
        raise(ticket, "high");

        assertThat(seconds(ticket)).isEqualTo(5_000);
        assertThat(api.texts(
                        "SELECT v.number FROM ticket_sla s JOIN sla_policy_versions v ON v.id = s.policy_version_id"
                                + " WHERE s.ticket_id = " + ticket))
                .containsExactly("1");
        assertThat(api.count("SELECT count(*) FROM ticket_sla_held WHERE ticket_id = " + ticket))
                .isZero();
        // Of a ticket that is not new nothing has been told by itself: the breach is.
        await().atMost(Duration.ofSeconds(30)).until(() -> api.count(BREACHES + ticket) == 1);
    }

    /** An instance whose clock is behind looks at a ticket whose breach another has just told. */
    @Test
    void whatWasToldIsNotTakenBackByAClockThatLags() {
        policy("lagging", Map.of("low", 1), List.of());
        long ticket = ticket("lagging", "low");
        await().atMost(Duration.ofSeconds(30)).until(() -> api.count(BREACHES + ticket) == 1);
        List<String> told = api.texts("SELECT ticket_sla::text FROM ticket_sla WHERE ticket_id = " + ticket);
        Instant due = Instant.parse(admin.get("/tickets/" + ticket)
                .json()
                .at("/sla/resolution/due_at")
                .textValue());
        ApplicationContext context = api.server().getApplicationContext();
        FactsRepository facts = context.getBean(FactsRepository.class);
        TicketClockService clocks = context.getBean(TicketClockService.class);
        PolicyBooks books = context.getBean(PolicyBooks.class);

        transactions(context).executeWrite(_ -> {
            clocks.set(
                    facts.read(List.of(ticket), false),
                    one -> TicketClockService.kept(books.current(), one),
                    due.minusMillis(5),
                    false);
            return told;
        });

        assertThat(api.texts("SELECT ticket_sla::text FROM ticket_sla WHERE ticket_id = " + ticket))
                .isEqualTo(told);
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(ApplicationContext context) {
        return context.getBean(TransactionOperations.class);
    }

    private static long policy(String category, Map<String, Integer> seconds, List<Map<String, Object>> actions) {
        Map<String, Object> policy = new HashMap<>(Map.of("name", category, "position", 1, "actions", actions));
        policy.put("condition", Map.of("category", List.of(category)));
        policy.put("targets", Map.of("resolution", Map.of("seconds", seconds, "calendar_id", 1)));
        return admin.post("/sla/policies", policy).expect(201).id();
    }

    private static long ticket(String category, String priority) {
        Map<String, Object> body = new HashMap<>(Desk.ticketWith("category", category));
        body.put("priority", priority);
        return admin.post("/tickets", body).expect(201).id();
    }

    private static void move(long ticket, String status) {
        admin.patch("/tickets/" + ticket, Map.of("status", status)).expect(200);
    }

    private static void raise(long ticket, String priority) {
        admin.patch("/tickets/" + ticket, Map.of("priority", priority)).expect(200);
    }

    private static int seconds(long ticket) {
        JsonNode shown = admin.get("/tickets/" + ticket).expect(200).json();
        return shown.at("/sla/resolution/target_seconds").intValue();
    }
}
