package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketSearchIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Größe der Straße falsch; GROSSE; true",
                "Größe der Straße falsch; größ; true",
                "Größe der Straße falsch; strasse; true",
                "Cafe\u0301 is closed; café; true",
                "The laser printer jams; rinte; true",
                "Part 5e3x9 is gone; e3x; true",
                "Part 5e3x9 is gone; 3x9; true",
                "Part vpnсеть is gone; pnс; true",
                "Part vpnсеть is gone; vpn; true",
                "The laser printer jams; jams laser; true",
                "The laser printer jams; \"laser printer\"; true",
                "The laser printer jams; \"printer laser\"; false",
                "The laser printer jams; \"laser printer; true",
                "The laser printer jams; laser -printer; false",
                "The laser printer jams; laser -scanner; true",
                "The laser printer jams; l_ser; false",
                "The laser printer jams; l%r; false",
                "The laser printer jams; la; true",
                "The laser printer jams; ja pr; true",
                "Discount of 50% is missing; 50%; true",
                "Discount of 500 is missing; 50%; false",
                "Discount of 50% is missing; %; true",
                "Discount of 500 is missing; %; false",
                "file_name is wrong; _; true",
                "file_name is wrong; file_n; true",
                "path C:\\temp\\new; \\; true",
                "path C:\\temp\\new; c:\\temp; true",
                "path C:/temp/new; \\; false",
                "it's broken, O'Neil; 'neil; true",
                "it's broken, O'Neil; '; true",
                "say \"hi\" to them; hi\"; true",
                "Party 🎉 time again; 🎉; true",
                "Party time again; 🎉; false",
                "الطابعة لا تعمل اليوم; طابعة; true",
                "الطابعة لا تعمل اليوم; ابع; true",
                "日本語のテスト票です; テスト; true",
                "Принтер не работает; ринт; true",
                "Принтер не работает; РИНТЕР; true",
                "Принтер не работает; сканер; false",
                "Release -v1 - minus; -; true",
                "a & b | c ! d:*; & |; true",
                "a & b | c ! d:*; :*; true"
            })
    void aTermFindsWhatHoldsIt(String title, String query, boolean found) {
        Person customer = api.newPerson("customer");
        long id = create(customer, title, "Nothing else to say");
        assertThat(search(customer.client(), query)).isEqualTo(found ? List.of(id) : List.of());
    }

    @Test
    void numbersAndDescriptionsAreSearchedAndTermsDoNotSpanThem() {
        Person customer = api.newPerson("customer");
        long id = create(customer, "Alpha beta", "Gamma delta epsilon");
        String number = customer.client().get("/tickets/" + id).text("ticket_number");
        assertThat(search(customer.client(), number)).containsExactly(id);
        assertThat(search(customer.client(), number.toLowerCase(Locale.ROOT).substring(2)))
                .containsExactly(id);
        assertThat(search(customer.client(), "\"gamma delta\"")).containsExactly(id);
        assertThat(search(customer.client(), "\"beta gamma\"")).isEmpty();
        assertThat(search(customer.client(), "alpha epsilon")).containsExactly(id);
    }

    @Test
    void aChangedTextIsFoundByWhatItSaysNow() {
        Person customer = api.newPerson("customer");
        long id = create(customer, "Before the change", "It was like this");
        customer.client()
                .patch("/tickets/" + id, Map.of("title", "Afterwards", "description", "And now like that"))
                .expect(200);
        assertThat(search(customer.client(), "afterwards that")).containsExactly(id);
        assertThat(search(customer.client(), "before")).isEmpty();
    }

    @Test
    void deletedTicketsAreFoundOnlyByWhoAsksForThemAndAgainWhenRestored() {
        Person customer = api.newPerson("customer");
        List<Long> all = List.of(
                create(customer, "The first axolotl", "It swims there"),
                create(customer, "The second axolotl", "It swims there"),
                create(customer, "The third axolotl", "It swims there"));
        List<Long> newestFirst = all.reversed();
        assertThat(search(api.admin(), "axolotl")).isEqualTo(newestFirst);

        api.admin().send("DELETE", "/tickets/" + all.get(1), null).expect(204);
        assertThat(search(api.admin(), "axolotl")).containsExactly(all.get(2), all.get(0));
        assertThat(search(customer.client(), "axolotl")).containsExactly(all.get(2), all.get(0));
        assertThat(ids(api.admin()
                        .get("/tickets?q=axolotl&deleted=only")
                        .expect(200)
                        .json()))
                .containsExactly(all.get(1));
        assertThat(pages("/tickets?q=axolotl&limit=1")).containsExactly(all.get(2), all.get(0));

        api.admin().post("/tickets/" + all.get(1) + "/restore", Map.of()).expect(200);
        assertThat(search(api.admin(), "axolotl")).isEqualTo(newestFirst);
        assertThat(pages("/tickets?q=axolotl&limit=1")).isEqualTo(newestFirst);
        assertThat(pages("/tickets?q=axolotl&limit=1&order=asc")).isEqualTo(all);
    }

    @Test
    void theMostRelevantComeFirstAndPagesAreStable() {
        Person customer = api.newPerson("customer");
        long inText = create(customer, "Something else", "The zebra is mentioned");
        long inTitle = create(customer, "A zebra, a zebra", "The zebra is mentioned");
        long none = create(customer, "Something else", "No such animal");
        String query = "/tickets?q=zebra&sort=relevance&limit=1";
        JsonNode first = customer.client().get(query).expect(200).json();
        assertThat(ids(first)).containsExactly(inTitle).doesNotContain(none);
        create(customer, "One more zebra zebra", "The zebra zebra zebra");
        JsonNode second = customer.client()
                .get(query + "&cursor=" + first.get("next_cursor").textValue())
                .expect(200)
                .json();
        assertThat(ids(second)).containsExactly(inText);
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void foreignTicketsAreInvisibleHoweverOneAsks() {
        Person owner = api.newPerson("customer");
        Person other = api.newPerson("customer");
        long id = create(owner, "Quokkaphone is broken", "A secret quokkaphone");
        agent.client()
                .post("/tickets/" + id + "/comments", Map.of("content", "internal wombatword", "is_internal", true))
                .expect(201);
        for (String query : List.of(
                "q=quokkaphone",
                "q=quokkaphone&sort=relevance",
                "q=qu&sort=updated_at",
                "q=quokkaphone+-nothing",
                "sort=priority&creator_id=" + owner.id(),
                "has_comments=true",
                "has_comments=false")) {
            JsonNode page = other.client()
                    .get("/tickets?total=true&" + query)
                    .expect(200)
                    .json();
            assertThat(page.get("items")).as(query).isEmpty();
            assertThat(page.get("total").longValue()).as(query).isZero();
        }
        assertThat(search(owner.client(), "wombatword")).isEmpty();
        assertThat(ids(owner.client().get("/tickets?has_comments=true").json())).isEmpty();
        assertThat(ids(owner.client().get("/tickets?has_comments=false").json()))
                .containsExactly(id);
        JsonNode shown = owner.client().get("/tickets?include=comments").json();
        assertThat(shown.at("/items/0/comments")).isEmpty();
        JsonNode forStaff = agent.client()
                .get("/tickets?include=comments,creator&q=quokkaphone")
                .json();
        assertThat(forStaff.at("/items/0/comments/0/content").textValue()).isEqualTo("internal wombatword");
        assertThat(ids(agent.client()
                        .get("/tickets?has_comments=true&creator_id=" + owner.id())
                        .json()))
                .containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "q=, q",
        "q=%20%22%22, q",
        "q=%00, q",
        "q=a&q=b, q",
        "sort=relevance, sort",
        "sort=title, sort",
        "sort=status&sort=priority, sort",
        "category=, category",
        "tag=, tag",
        "tag_match=none, tag_match",
        "has_comments=perhaps, has_comments",
        "updated_after=now, updated_after",
        "include=secrets, include"
    })
    void whatIsWrongIsNamed(String query, String parameter) {
        assertThat(agent.client().get("/tickets?" + query).expectProblem(400).blamed())
                .containsOnly(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u00b4", "\u0301", "\"\u00a0 \u00b4\""})
    void whatFoldsToNothingIsNoWishForAllTickets(String query) {
        String path = "/tickets?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        for (String more : List.of("", "&sort=relevance", "&total=true")) {
            assertThat(agent.client().get(path + more).expectProblem(400).blamed())
                    .containsExactly("q");
        }
        long view = agent.client()
                .post("/views", Map.of("name", "Nothing " + UUID.randomUUID(), "search", Map.of("q", query)))
                .expect(201)
                .id();
        agent.client().get("/views/" + view + "/tickets").expectProblem(400);
        api.admin()
                .send("GET", path.replace("/tickets", "/exports/tickets"), null)
                .expectProblem(400);
        long id = create(api.newPerson("customer"), "Not to be deleted", "Nobody asked for that");
        assertThat(api.admin()
                        .post("/tickets/bulk", Map.of("action", "soft_delete", "filter", Map.of("q", query)))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("q");
        agent.client().get("/tickets/" + id).expect(200);
    }

    /** No index finds what a text does not hold: each of them would be read. */
    @ParameterizedTest
    @ValueSource(strings = {"-printer", "-\"laser printer\"", "-a -b", "-\u00b4", "\u00b4 -printer"})
    void onlyWhatToLeaveOutIsRefused(String query) {
        Person customer = api.newPerson("customer");
        create(customer, "A ticket without it", "Which would be found");
        String path = "/tickets?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        for (String more : List.of("", "&sort=relevance", "&total=true", "&status=open")) {
            for (Person asking : List.of(agent, customer)) {
                assertThat(asking.client()
                                .get(path + more)
                                .expectProblem(400)
                                .json()
                                .at("/errors/0/message")
                                .textValue())
                        .contains("a word or \"phrase\" to look for");
            }
        }
        api.admin()
                .send("GET", path.replace("/tickets", "/exports/tickets"), null)
                .expectProblem(400);
        assertThat(api.admin()
                        .post("/tickets/bulk", Map.of("action", "soft_delete", "filter", Map.of("q", query)))
                        .expectProblem(400)
                        .blamed())
                .containsAnyOf("q", "filter.q");
    }

    @Test
    void aViewThatOnlySaysWhatToLeaveOutIsNotSaved() {
        agent.client()
                .post("/views", Map.of("name", "Only without", "search", Map.of("q", "-printer")))
                .expectProblem(400);
    }

    @Test
    void aWordThatNoIndexCouldHoldIsRefused() {
        String query = URLEncoder.encode("\u3316".repeat(150), StandardCharsets.UTF_8);
        assertThat(agent.client()
                        .get("/tickets?sort=relevance&q=" + query)
                        .expectProblem(400)
                        .text("detail"))
                .contains("too long to be searched for");
    }

    @Test
    void longQueriesAreRefused() {
        assertThat(agent.client()
                        .get("/tickets?q=" + "x".repeat(201))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("q");
        assertThat(agent.client()
                        .get("/tickets?q=" + "x+".repeat(11))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("q");
        assertThat(agent.client().get("/tickets?q=" + "x".repeat(1_000_000)).status())
                .isBetween(400, 431);
    }

    @Test
    void aCursorIsGoodForItsFilterAndOrderOnly() {
        Person customer = api.newPerson("customer");
        create(customer, "One of these", "and one of those");
        create(customer, "One of these", "and one of those");
        String cursor = agent.client()
                .get("/tickets?limit=1&q=these&creator_id=" + customer.id())
                .json()
                .get("next_cursor")
                .textValue();
        String next = "/tickets?limit=1&cursor=" + cursor + "&creator_id=" + customer.id();
        agent.client().get(next + "&q=these").expect(200);
        for (String other :
                List.of("", "&q=those", "&q=these&sort=relevance", "&q=these&order=asc", "&q=these&tag=x")) {
            assertThat(agent.client().get(next + other).expectProblem(400).blamed())
                    .as(other)
                    .containsExactly("cursor");
        }
        assertThat(customer.client().get(next + "&q=these").expectProblem(400).blamed())
                .containsExactly("cursor");
    }

    @Test
    void everyTicketIsIndexed() {
        create(api.customer(), "Whatever", "is written is indexed");
        assertThat(api.count("""
                SELECT count(*)
                  FROM tickets t
                 WHERE EXISTS (SELECT FROM outbox o WHERE o.ticket_id = t.id AND o.type LIKE '%ticket.created%')
                   AND NOT EXISTS (SELECT FROM ticket_search s WHERE s.ticket_id = t.id)
                """)).isZero();
    }

    /** What an admin finds, page by page. */
    private List<Long> pages(String query) {
        List<Long> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.admin().get(query + next).expect(200).json();
            found.addAll(ids(page));
            next = "&cursor=" + page.get("next_cursor").textValue();
        } while (!next.endsWith("=null"));
        return found;
    }

    private static List<Long> search(ApiClient client, String query) {
        return ids(client.get("/tickets?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .json());
    }

    private static long create(Person person, String title, String description) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("title", title));
        ticket.put("description", description);
        return person.client().post("/tickets", ticket).expect(201).id();
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.get("items").forEach(ticket -> ids.add(ticket.get("id").longValue()));
        return ids;
    }
}
