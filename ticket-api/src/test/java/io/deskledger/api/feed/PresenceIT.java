package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who else looks at a ticket, at two instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, Object> FAST = Map.of(
            "deskledger.relay.enabled", false,
            "deskledger.events.poll", "20ms",
            "deskledger.events.rights-check", "200ms",
            "deskledger.presence.beat", "200ms",
            "deskledger.presence.expiry", "3s");

    private ApiServer here;
    private ApiServer there;

    @BeforeAll
    void start() {
        AuditDatabase audit = new AuditDatabase(ApiServer.newDesk());
        here = ApiServer.start(audit.access(), FAST);
        audit.migrate();
        there = ApiServer.start(audit.access(), FAST);
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
    }

    private long ticket() {
        return here.admin().post("/tickets", Desk.ticket()).expect(201).id();
    }

    private static Ear looking(ApiServer server, Person person, long ticket) {
        return Ear.to(server, person.client().token(), "?ticket=" + ticket);
    }

    private static List<Long> seen(Ear ear) {
        JsonNode viewers = ear.viewers();
        return viewers == null
                ? List.of(-1L)
                : StreamSupport.stream(viewers.get("viewers").spliterator(), false)
                        .map(viewer -> viewer.get("id").longValue())
                        .sorted()
                        .toList();
    }

    private static void awaitSeen(Ear ear, Long... others) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(seen(ear)).containsExactly(others));
    }

    @Test
    void whoLooksSeesTheOthersAtWhateverInstanceAndThemselvesNever() {
        long ticket = ticket();
        Person ann = here.newPerson("agent");
        Person bob = here.newPerson("agent");
        Person eve = here.newPerson("agent");
        try (Ear first = looking(here, ann, ticket)) {
            awaitSeen(first);
            try (Ear second = looking(there, bob, ticket);
                    Ear elsewhere = looking(there, eve, ticket())) {
                awaitSeen(first, bob.id());
                awaitSeen(second, ann.id());
                awaitSeen(elsewhere);
                JsonNode told = Objects.requireNonNull(first.viewers());
                assertThat(told.get("ticket_id").longValue()).isEqualTo(ticket);
                assertThat(told.get("count").longValue()).isEqualTo(1);
                assertThat(told.at("/viewers/0/full_name").textValue()).isEqualTo("A agent");
            }
            awaitSeen(first);
        }
    }

    @Test
    void twoPagesOfOnePersonAreOnePersonWhoGoesWithTheLast() {
        long ticket = ticket();
        Person ann = here.newPerson("agent");
        Person bob = here.newPerson("agent");
        Person eve = here.newPerson("agent");
        Ear second = looking(there, bob, ticket);
        Ear third = looking(here, bob, ticket);
        try (Ear watching = looking(here, ann, ticket)) {
            awaitSeen(third, ann.id());
            awaitSeen(second, ann.id());
            awaitSeen(watching, bob.id());
            assertThat(Objects.requireNonNull(watching.viewers()).get("count").longValue())
                    .isEqualTo(1);
            third.close();
            await().atMost(LIMIT).until(() -> pages(ticket, bob) == 1);
            try (Ear late = looking(here, eve, ticket)) {
                awaitSeen(late, ann.id(), bob.id());
                awaitSeen(watching, bob.id(), eve.id());
                second.close();
                awaitSeen(watching, eve.id());
            }
        }
    }

    /** At how many instances somebody has the ticket open. */
    private long pages(long ticket, Person person) {
        return here.count(
                "SELECT count(*) FROM ticket_viewers WHERE ticket_id = " + ticket + " AND user_id = " + person.id());
    }

    @Test
    void ofAnInstanceThatDiedNobodyIsLeft() {
        long ticket = ticket();
        Person ann = here.newPerson("agent");
        Person bob = here.newPerson("agent");
        UUID dead = UUID.randomUUID();
        try (Ear watching = looking(here, ann, ticket)) {
            awaitSeen(watching);
            here.execute("INSERT INTO presence_instances VALUES ('" + dead + "', now() + interval '3 seconds')");
            here.execute("INSERT INTO ticket_viewers VALUES ('" + dead + "', " + ticket + ", " + bob.id() + ")");
            awaitSeen(watching, bob.id());
            awaitSeen(watching);
            here.execute(
                    "UPDATE presence_instances SET alive_until = now() - interval '1 hour' WHERE id = '" + dead + "'");
            await().atMost(LIMIT)
                    .until(() ->
                            here.count("SELECT count(*) FROM ticket_viewers WHERE instance = '" + dead + "'") == 0);
        }
    }

    @Test
    void whatTheDatabaseForgotIsSaidAgain() {
        long ticket = ticket();
        Person ann = here.newPerson("agent");
        Person bob = here.newPerson("agent");
        try (Ear first = looking(here, ann, ticket);
                Ear second = looking(there, bob, ticket)) {
            awaitSeen(first, bob.id());
            here.execute("TRUNCATE presence_instances, ticket_viewers");
            await().atMost(LIMIT)
                    .until(() -> here.count("SELECT count(*) FROM ticket_viewers WHERE ticket_id = " + ticket) == 2);
            awaitSeen(first, bob.id());
            awaitSeen(second, ann.id());
        }
    }

    @Test
    void whoLosesTheirRoleIsSeenNoMoreAndLookingLeavesNoTrace() {
        long ticket = ticket();
        Person ann = here.newPerson("agent");
        Person bob = here.newPerson("agent");
        try (Ear first = looking(here, ann, ticket);
                Ear second = looking(there, bob, ticket)) {
            awaitSeen(first, bob.id());
            here.admin().patch("/users/" + bob.id(), Map.of("role", "customer")).expect(200);
            second.awaitEnd();
            awaitSeen(first);
        }
        await().atMost(LIMIT)
                .until(() -> here.count("SELECT count(*) FROM ticket_viewers WHERE ticket_id = " + ticket) == 0);
        assertThat(here.events(ticket)).hasSize(1);
    }

    @Test
    void onlyStaffLookAndOnlyAtTicketsThatAreThere() {
        long ticket = ticket();
        here.customer().client().get("/events/stream?ticket=" + ticket).expectProblem(403);
        here.anonymous().get("/events/stream?ticket=" + ticket).expectProblem(401);
        here.admin().get("/events/stream?ticket=999999999").expectProblem(404);
        assertThat(here.admin()
                        .get("/events/stream?ticket=first")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("ticket");
        here.admin().send("DELETE", "/tickets/" + ticket, null).expect(204);
        here.admin().get("/events/stream?ticket=" + ticket).expectProblem(404);
    }
}
