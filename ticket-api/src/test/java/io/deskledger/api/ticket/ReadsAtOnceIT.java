package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Requests that share what is read: each gets its own ticket, nobody a foreign one, everybody what they wrote before.
 */
class ReadsAtOnceIT {

    private static final int AT_ONCE = 32;

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();

    @Test
    void everybodyGetsTheTicketThatTheyAskForAndNobodyAForeignOne() throws Exception {
        Person one = api.newPerson("customer");
        Person other = api.newPerson("customer");
        List<Long> ofOne = ticketsOf(one, 6);
        List<Long> ofOther = ticketsOf(other, 6);
        long deleted = ofOne.getFirst();
        assertThat(api.admin().send("DELETE", "/tickets/" + deleted, null).status())
                .isEqualTo(204);
        List<Long> asked = new ArrayList<>(ofOne);
        asked.addAll(ofOther);
        asked.add(Long.MAX_VALUE);
        List<Callable<Void>> requests = new ArrayList<>();
        for (Person asking : List.of(one, other, agent)) {
            List<Long> visible = asking.equals(one) ? ofOne : ofOther;
            for (long id : asked) {
                boolean seen = (asking.equals(agent) || visible.contains(id)) && id != deleted && id != Long.MAX_VALUE;
                for (int i = 0; i < 8; i++) {
                    requests.add(() -> {
                        Answer answer = asking.client().get("/tickets/" + id);
                        if (seen) {
                            assertThat(answer.expect(200).id()).isEqualTo(id);
                        } else {
                            answer.expectProblem(404);
                        }
                        return null;
                    });
                }
            }
        }
        Collections.shuffle(requests, new Random(5));
        atOnce(requests);
    }

    @Test
    void everybodyReadsWhatTheyHaveJustWritten() throws Exception {
        List<Callable<Void>> people = new ArrayList<>();
        List<Long> tickets = ticketsOf(api.newPerson("customer"), 4);
        for (int i = 0; i < AT_ONCE; i++) {
            long id = tickets.get(i % tickets.size());
            people.add(() -> {
                for (int n = 0; n < 6; n++) {
                    long written = agent.client()
                            .patch("/tickets/" + id, Map.of("title", "Title " + Thread.currentThread() + n))
                            .expect(200)
                            .json()
                            .get("version")
                            .longValue();
                    assertThat(agent.client()
                                    .get("/tickets/" + id)
                                    .json()
                                    .get("version")
                                    .longValue())
                            .isGreaterThanOrEqualTo(written);
                }
                return null;
            });
        }
        atOnce(people);
    }

    @Test
    void aListThatManyAskForHasWhatEachOfThemHasJustWritten() throws Exception {
        Person customer = api.newPerson("customer");
        String list = "/tickets?limit=200&creator_id=" + customer.id();
        List<Callable<Void>> people = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Person asking = i % 2 == 0 ? agent : customer;
            people.add(() -> {
                for (int n = 0; n < 5; n++) {
                    long id = ticketsOf(customer, 1).getFirst();
                    assertThat(ids(asking.client().get(list).expect(200).json()))
                            .contains(id);
                }
                return null;
            });
        }
        atOnce(people);
        assertThat(ids(agent.client().get(list).json())).hasSize(5 * AT_ONCE);
    }

    /** The same question to the letter, from one who may see all and one who may see two. */
    @Test
    void theSameListIsAnotherOneForACustomer() throws Exception {
        Person customer = api.newPerson("customer");
        List<Long> own = ticketsOf(customer, 2);
        ticketsOf(api.newPerson("customer"), 2);
        String list = "/tickets?limit=50&include=creator";
        List<Callable<Void>> people = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            boolean staff = i % 2 == 0;
            people.add(() -> {
                JsonNode items = (staff ? agent : customer)
                        .client()
                        .get(list)
                        .expect(200)
                        .json()
                        .get("items");
                if (staff) {
                    assertThat(items).hasSizeGreaterThanOrEqualTo(4);
                    assertThat(items.get(0).at("/creator/email").asText()).contains("@");
                } else {
                    assertThat(StreamSupport.stream(items.spliterator(), false)
                                    .map(item -> item.get("id").longValue()))
                            .containsExactlyInAnyOrderElementsOf(own);
                    assertThat(items.get(0).at("/creator/email").isNull()).isTrue();
                }
                return null;
            });
        }
        atOnce(people);
    }

    private List<Long> ticketsOf(Person customer, int number) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(agent.client()
                    .post("/tickets", Desk.ticketWith("requester_id", customer.id()))
                    .expect(201)
                    .id());
        }
        return ids;
    }

    private static List<Long> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("id").longValue())
                .toList();
    }

    private static void atOnce(List<Callable<Void>> requests) throws Exception {
        try (ExecutorService people =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Void> done : people.invokeAll(requests)) {
                done.get();
            }
        }
    }
}
