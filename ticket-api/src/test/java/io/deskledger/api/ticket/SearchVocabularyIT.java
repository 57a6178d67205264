package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any part of any text is found: before its words are in the vocabulary, and by it. */
class SearchVocabularyIT {

    private static final List<String> LETTERS =
            List.of("a", "b", "e", "1", "5", "x", "0", "k", " ", "-", ".", "_", "%", "\\", "'", "х", "票", "\n");

    /** One or two plain letters only find the words that start with them. */
    private static final Pattern FINDABLE = Pattern.compile("[a-z0-9]{3}|[^a-z0-9 ]");

    /** Of a run that is looked for by words alone; other tickets have no such letters where they say something else. */
    private static final Pattern NEITHER_IN_TITLE_NOR_NUMBER = Pattern.compile("(?=.*[abex])[a-z0-9]{3,}");

    private static ApiServer api;

    private static Person customer;

    @BeforeAll
    static void start() {
        api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        customer = api.newPerson("customer");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void everyPartOfATextIsFound() {
        Random random = new Random(20_261_121);
        Map<Long, String> texts = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String text = text(random, 20 + random.nextInt(60));
            texts.put(create(text), text);
        }
        everyPartIsFound(texts, random);
        awaitLearning();
        everyPartIsFound(texts, random);
    }

    @Test
    void partsOfWordsThatAreTooLongForALexemeAreFound() {
        Random random = new Random(7);
        String run = IntStream.range(0, 5_000)
                .mapToObj(_ -> Integer.toString(random.nextInt(36), 36))
                .collect(Collectors.joining());
        String mixed = "票".repeat(700) + "vpn" + "票".repeat(900);
        long id = create("It says " + run + " and " + mixed);
        awaitLearning();
        for (int at = 0; at < 4_900; at += 97) {
            assertThat(search(run.substring(at, at + 90))).containsExactly(id);
        }
        assertThat(search("票vpn票")).containsExactly(id);
        assertThat(search("vpn")).containsExactly(id);
        assertThat(search(run.substring(1_000, 1_190))).containsExactly(id);
        assertThat(search(run.substring(1_000, 1_180) + "zzzzzzzzzz")).isEmpty();
    }

    @Test
    void wordsThatOnlyPurgedTicketsHeldAreForgotten() {
        long purged = create("wombatonly quokkashared");
        create("another quokkashared");
        awaitLearning();
        assertThat(known("xwombatonly")).isEqualTo(1);
        api.admin().send("DELETE", "/tickets/" + purged, null).expect(204);
        api.admin()
                .send("DELETE", "/tickets/" + purged + "?permanent=true", null)
                .expect(204);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> known("xwombatonly") == 0);
        assertThat(known("quokkasharedx")).isEqualTo(1);
    }

    private void everyPartIsFound(Map<Long, String> texts, Random random) {
        texts.forEach((id, text) -> {
            for (int i = 0; i < 5; i++) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + 1 + random.nextInt(12));
                String part = text.substring(from, to).replace('\n', ' ').strip();
                if (FINDABLE.matcher(part).find()) {
                    assertThat(search("\"" + part + "\""))
                            .as("%s in %s", part, text)
                            .contains(id);
                    List<Long> found = search(api.admin(), "\"" + part + "\"");
                    assertThat(found).as("%s in %s", part, text).contains(id);
                    if (NEITHER_IN_TITLE_NOR_NUMBER.matcher(part).matches()) {
                        found.retainAll(texts.keySet());
                        assertThat(found)
                                .as(part)
                                .allSatisfy(
                                        other -> assertThat(texts.get(other)).contains(part));
                    }
                }
            }
        });
    }

    private void awaitLearning() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> api.count("SELECT count(*) FROM search_news") == 0);
    }

    private long known(String word) {
        return api.count("SELECT count(*) FROM search_vocabulary WHERE word = '" + word + "'");
    }

    private List<Long> search(String query) {
        return search(customer.client(), query);
    }

    private static List<Long> search(ApiClient client, String query) {
        JsonNode page = client.get("/tickets?limit=200&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .json();
        List<Long> ids = new ArrayList<>();
        page.get("items").forEach(ticket -> ids.add(ticket.get("id").longValue()));
        return ids;
    }

    private long create(String description) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("title", "Nothing"));
        ticket.put("description", "x" + description + "x");
        return customer.client().post("/tickets", ticket).expect(201).id();
    }

    private static String text(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> LETTERS.get(random.nextInt(LETTERS.size())))
                .collect(Collectors.joining())
                .replaceAll("[ \n]+", " ");
    }
}
