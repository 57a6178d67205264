package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clocks of a ticket that much is said about, by a policy that promises next responses. */
class LongConversationIT {

    private static ApiServer api;
    private static Person customer;
    private static Person agent;

    @BeforeAll
    static void start() {
        api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false));
        Map<String, Object> target = Map.of("seconds", Map.of("medium", 3_600), "calendar_id", 1);
        api.admin()
                .post(
                        "/sla/policies",
                        Map.of(
                                "name",
                                "Everybody is answered",
                                "position",
                                1,
                                "condition",
                                Map.of("priority", List.of("medium")),
                                "targets",
                                Map.of("first_response", target, "next_response", target, "resolution", target)))
                .expect(201);
        customer = api.newPerson("customer");
        agent = api.newPerson("agent");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theyStandAsAllCommentsWouldSetThem() {
        long ticket = ticket();
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            boolean byStaff = random.nextBoolean();
            say(byStaff ? agent : customer, ticket, byStaff && random.nextInt(4) == 0);
            if (random.nextInt(8) == 0) {
                move(ticket, i % 2 == 0 ? "resolved" : "waiting_on_customer");
            }
            if (i % 15 == 14) {
                List<String> kept = clocks(ticket);
                setByAllComments(ticket);
                assertThat(kept).hasSizeGreaterThan(2).isEqualTo(clocks(ticket));
            }
        }
        assertThat(clocks(ticket)).hasSizeGreaterThan(10);
    }

    @Test
    void whatWasAnsweredIsNotReadAgain() {
        long ticket = ticket();
        for (int i = 0; i < 4; i++) {
            say(agent, ticket, false);
            say(customer, ticket, false);
        }
        assertThat(questions(ticket)).isEqualTo(4);
        // Nothing but a comment comes after this, so that only who reads all of them would find out.
        api.execute("UPDATE comments SET is_internal = true WHERE ticket_id = " + ticket
                + " AND id < (SELECT max(id) FROM comments WHERE ticket_id = " + ticket + ")");
        say(agent, ticket, false);
        say(customer, ticket, false);
        assertThat(questions(ticket)).isEqualTo(5);
        setByAllComments(ticket);
        assertThat(questions(ticket)).isLessThan(5);
    }

    private static long ticket() {
        return customer.client().post("/tickets", Desk.ticket()).expect(201).id();
    }

    private static void say(Person author, long ticket, boolean internal) {
        Map<String, Object> said =
                internal ? Map.of("content", "Between us", "is_internal", true) : Map.of("content", "Something");
        author.client().post("/tickets/" + ticket + "/comments", said).expect(201);
    }

    /** Back to work where it rests already. */
    private static void move(long ticket, String status) {
        boolean open = api.admin().get("/tickets/" + ticket).text("status").equals("open");
        api.admin()
                .patch("/tickets/" + ticket, Map.of("status", open ? status : "open"))
                .expect(200);
    }

    private static long questions(long ticket) {
        return api.count("SELECT count(*) FROM ticket_sla WHERE target = 'next_response' AND ticket_id = " + ticket);
    }

    private static List<String> clocks(long ticket) {
        return api.texts("SELECT (target, cycle, policy_version_id, target_seconds, state, is_open, started_at, due_at,"
                + " warn_at, next_at, warned_at, breached_at, stopped_at)::text FROM ticket_sla WHERE ticket_id = "
                + ticket + " ORDER BY target, cycle");
    }

    private static void setByAllComments(long ticket) {
        ApplicationContext context = api.server().getApplicationContext();
        transactions(context).executeWrite(_ -> {
            context.getBean(TicketClockService.class)
                    .set(
                            context.getBean(FactsRepository.class).read(List.of(ticket), true),
                            facts -> TicketClockService.kept(
                                    context.getBean(PolicyBooks.class).current(), facts),
                            Instant.now(),
                            false);
            return ticket;
        });
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(ApplicationContext context) {
        return context.getBean(TransactionOperations.class);
    }
}
