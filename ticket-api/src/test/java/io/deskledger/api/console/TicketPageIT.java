package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Working tickets by the console's pages: found, changed one by one and many at once, answered. */
class TicketPageIT {

    private static final Pattern UNDO = Pattern.compile("hx-post=\"(/tickets/bulk/[0-9a-f-]+/undo)\"");

    private static final Pattern EARLIER = Pattern.compile("href=\"([^\"]+before=[^\"]+)\" hx-get=\"([^\"]+)\"");

    private final ApiServer server = ApiServer.shared();
    private Browser agent;
    private Person owner;

    @BeforeEach
    void signIn() {
        agent = new Browser(server.server().getURI()).signIn(server.agent().email(), ApiServer.PASSWORD);
        owner = server.customer();
    }

    private long ticket(String word) {
        return owner.client()
                .post("/tickets", Desk.ticketWith("title", "The printer " + word))
                .expect(201)
                .id();
    }

    private JsonNode read(long id) {
        return server.admin().get("/tickets/" + id).expect(200).json();
    }

    @Test
    void theListFindsAndCountsWhatTheApiFinds() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long one = ticket(word);
        long two = ticket(word);
        String list = agent.part("/tickets?q=" + word).expect(200).response().body();
        assertThat(list)
                .contains("/tickets/" + one + "\"", "/tickets/" + two + "\"")
                .doesNotContain("<html");
        JsonNode counts = agent.get("/tickets/counts?q=" + word).expect(200).json();
        assertThat(counts.get("status.open").asText()).isEqualTo("2");
        assertThat(counts.get("status.closed").asText()).isEqualTo("0");
        assertThat(counts.get("found").asText()).isEqualTo("2");
        assertThat(agent.part("/tickets?q=nothing" + word)
                        .expect(200)
                        .response()
                        .body())
                .contains("Nothing matches");
        assertThat(agent.get("/tickets/export?q=" + word).expect(200).response().body())
                .contains("The printer " + word)
                .startsWith("id,");
    }

    @Test
    void manyAreChangedAtOnceAndPutBack() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long one = ticket(word);
        long two = ticket(word);
        Answer changed = agent.postPart(
                        "/tickets/bulk",
                        "action",
                        "set_status",
                        "status",
                        "resolved",
                        "ticket_ids",
                        Long.toString(one),
                        "ticket_ids",
                        Long.toString(two))
                .expect(200);
        assertThat(changed.header("HX-Trigger")).isEqualTo("desk:changed");
        assertThat(changed.response().body()).contains("2 tickets changed");
        assertThat(read(one).get("status").asText()).isEqualTo("resolved");
        Matcher undo = UNDO.matcher(changed.response().body());
        assertThat(undo.find()).isTrue();
        assertThat(agent.postPart(undo.group(1)).expect(200).response().body()).contains("2 tickets put back");
        assertThat(read(two).get("status").asText()).isEqualTo("open");
    }

    @Test
    void allThatMatchAreChangedByTheListsOwnConditions() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long one = ticket(word);
        agent.postPart(
                        "/tickets/bulk",
                        "action",
                        "assign",
                        "assignee_id",
                        Long.toString(server.agent().id()),
                        "filter",
                        "q=" + word + "&sort=updated_at")
                .expect(200);
        assertThat(read(one).get("assignee_id").asLong())
                .isEqualTo(server.agent().id());
    }

    @Test
    void answersAndNotesAreWrittenAndTheTicketMovesOn() {
        long id = ticket("smokes");
        agent.postPart("/tickets/" + id + "/comments", "content", "For colleagues only", "is_internal", "true")
                .expect(204);
        agent.post(
                        "/tickets/" + id + "/comments",
                        "content",
                        "Pull the plug.",
                        "is_internal",
                        "false",
                        "status",
                        "waiting_on_customer")
                .expect(303);
        assertThat(read(id).get("status").asText()).isEqualTo("waiting_on_customer");
        assertThat(agent.get("/tickets/" + id).expect(200).response().body())
                .contains("For colleagues only", "Pull the plug.");
        Browser customer = new Browser(server.server().getURI()).signIn(owner.email(), ApiServer.PASSWORD);
        assertThat(customer.get("/portal/tickets/" + id).expect(200).response().body())
                .contains("Pull the plug.")
                .doesNotContain("For colleagues only");
        customer.post("/portal/tickets/" + id + "/comments", "content", "It burns now.", "is_internal", "true")
                .expect(303);
        assertThat(read(id).get("status").asText()).isEqualTo("open");
    }

    @Test
    void trueAndFalseAreWordsLikeOthers() {
        long id = ticket("asks");
        Browser customer = new Browser(server.server().getURI()).signIn(owner.email(), ApiServer.PASSWORD);
        customer.get("/portal/tickets/" + id).expect(200);
        customer.post("/portal/tickets/" + id + "/comments", "content", "true").expect(303);
        agent.postPart("/tickets/" + id + "/properties", "category", "false").expect(200);
        assertThat(read(id).get("category").asText()).isEqualTo("false");
        assertThat(server.admin()
                        .get("/tickets/" + id + "/comments")
                        .json()
                        .at("/items/0/content")
                        .textValue())
                .isEqualTo("true");
    }

    @Test
    void anAnswerThatCannotMoveTheTicketIsNotWritten() {
        long id = ticket("is-done");
        server.admin().patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        String path = "/tickets/" + id + "/comments";
        long version = read(id).get("version").asLong();
        agent.postPart(path, "content", "Does it work?", "status", "waiting_on_customer")
                .expect(409);
        agent.postPart(path, "content", "Does it work?", "status", "nonsense").expect(400);
        assertThat(server.admin().get(path).expect(200).json().get("items")).isEmpty();
        assertThat(read(id).get("version").asLong()).isEqualTo(version);
        agent.postPart(path, "content", "It works.", "status", "closed").expect(204);
        assertThat(read(id).get("status").asText()).isEqualTo("closed");
        assertThat(read(id).get("version").asLong()).isEqualTo(version + 2);
    }

    @Test
    void longConversationsAreReadFromTheirEndToTheirBeginning() {
        long id = ticket("talks-a-lot");
        for (int i = 1; i <= 130; i++) {
            owner.client()
                    .post("/tickets/" + id + "/comments", Map.of("content", "said-" + i + "."))
                    .expect(201);
        }
        Browser customer = new Browser(server.server().getURI()).signIn(owner.email(), ApiServer.PASSWORD);
        readsBack(customer, "/portal/tickets/" + id);
        readsBack(agent, "/tickets/" + id);
    }

    private static void readsBack(Browser reader, String path) {
        String page = reader.get(path).expect(200).response().body();
        assertThat(page).contains("said-130.", "said-71.").doesNotContain("said-70.");
        Matcher earlier = EARLIER.matcher(page);
        assertThat(earlier.find()).isTrue();
        String before = reader.get(earlier.group(1)).expect(200).response().body();
        assertThat(before).contains("said-70.", "said-11.", "<html").doesNotContain("said-71.", "said-10.");
        assertThat(earlier.reset(before).find()).isTrue();
        String part = reader.part(earlier.group(2)).expect(200).response().body();
        assertThat(part).contains("said-10.", "said-1.").doesNotContain("said-11.", "<html");
        assertThat(earlier.reset(part).find()).isFalse();
    }

    @Test
    void whoComesTooLateSeesBothVersions() {
        long id = ticket("conflicts");
        String version = read(id).get("version").asText();
        agent.postPart("/tickets/" + id + "/properties", "version", version, "priority", "high")
                .expect(200);
        Answer late = agent.postPart("/tickets/" + id + "/properties", "version", version, "priority", "low")
                .expect(412);
        assertThat(late.header("HX-Retarget")).isEqualTo("#props");
        assertThat(late.response().body()).contains("Somebody was faster", "High", "Low", "Use mine");
        assertThat(read(id).get("priority").asText()).isEqualTo("high");
        agent.post("/tickets/" + id + "/properties", "version", version, "priority", "low")
                .expect(412);
    }

    @Test
    void propertiesAndTagsAreChangedWhereTheyStand() {
        long id = ticket("changes");
        String version = read(id).get("version").asText();
        agent.postPart("/tickets/" + id + "/properties", "version", version, "category", "billing")
                .expect(200);
        agent.postPart("/tickets/" + id + "/tags", "names", "vpn, a/b c").expect(200);
        JsonNode tagged = read(id);
        assertThat(tagged.get("category").asText()).isEqualTo("billing");
        assertThat(tagged.get("tags").toString()).isEqualTo("[\"a/b c\",\"vpn\"]");
        agent.postPart("/tickets/" + id + "/tags/a%2Fb%20c/remove").expect(200);
        assertThat(read(id).get("tags").toString()).isEqualTo("[\"vpn\"]");
        agent.postPart("/tickets/" + id + "/properties", "category", "").expect(200);
        assertThat(read(id).get("category").isNull()).isTrue();
    }

    @Test
    void aCustomerFindsOwnRequestsOnly() {
        Browser other = new Browser(server.server().getURI())
                .signIn(server.newPerson("customer").email(), ApiServer.PASSWORD);
        long id = ticket("is-private");
        other.get("/portal/tickets/" + id).expect(404);
        other.post("/portal/tickets/" + id + "/comments", "content", "x").expect(404);
        assertThat(other.get("/portal").expect(200).response().body()).contains("You have no requests yet");
        other.get("/portal/new").expect(200);
        Answer made = other.post(
                        "/portal/tickets", "title", "My own printer", "description", "It makes noises at night.")
                .expect(303);
        assertThat(other.get(made.header("Location")).expect(200).response().body())
                .contains("My own printer");
        assertThat(other.post("/portal/tickets", "title", "No", "description", "short")
                        .expect(400)
                        .response()
                        .body())
                .contains("must have 5 to 500 characters", "value=\"No\"");
    }

    @Test
    void aSearchIsSavedOpenedAndForgotten() {
        String name = "View " + UUID.randomUUID();
        Answer saved = agent.post("/views", "name", name, "query", "status=open&priority=urgent&view=7")
                .expect(303);
        assertThat(saved.header("Location")).startsWith("/tickets?status=open&priority=urgent&view=");
        assertThat(agent.get(saved.header("Location")).expect(200).response().body())
                .contains(name);
        String id = saved.header("Location").replaceAll(".*view=", "");
        assertThat(agent.get("/views/" + id).expect(303).header("Location")).isEqualTo(saved.header("Location"));
        assertThat(agent.get(saved.header("Location")).response().body()).contains("/views/" + id + "/delete");
        String others = new Browser(server.server().getURI())
                .signIn(server.newPerson("agent").email(), ApiServer.PASSWORD)
                .get(saved.header("Location"))
                .expect(200)
                .response()
                .body();
        assertThat(others).doesNotContain("/views/" + id + "/delete");
        agent.post("/views/" + id + "/delete").expect(303);
        agent.get("/views/" + id).expect(404);
    }

    @Test
    void staffMakeTicketsForCustomers() {
        agent.get("/tickets/new").expect(200);
        Answer made = agent.post(
                        "/tickets",
                        "title",
                        "Called about a printer",
                        "description",
                        "It is on fire again.",
                        "requester",
                        owner.email(),
                        "priority",
                        "urgent",
                        "category",
                        "",
                        "assignee_id",
                        "",
                        "tags",
                        "phone, fire")
                .expect(303);
        long id = Long.parseLong(made.header("Location").replaceAll("\\D", ""));
        assertThat(read(id).get("creator_id").asLong()).isEqualTo(owner.id());
        assertThat(read(id).get("tags").toString()).isEqualTo("[\"fire\",\"phone\"]");
        assertThat(agent.post("/tickets", "title", "Hm", "description", "x", "requester", "nobody@example.org")
                        .expect(400)
                        .response()
                        .body())
                .contains("requester");
    }

    @Test
    void everyListTellsHowManyItHas() {
        ticket("counts");
        assertThat(agent.get("/tickets/counts").expect(200).json().get("found").asText())
                .isNotEqualTo("0");
    }

    @Test
    void aListTellsWhichOfSomeTicketsItHas() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long one = ticket(word);
        long done = ticket(word);
        long other = ticket("elsewhere");
        server.admin().patch("/tickets/" + done, Map.of("status", "resolved")).expect(200);
        String ids = "&ids=" + one + "," + done + "," + other + ",999999999";
        assertThat(agent.get("/tickets/found?sort=priority&q=" + word + ids)
                        .expect(200)
                        .response()
                        .body())
                .isEqualTo("[" + one + "," + done + "]");
        assertThat(agent.get("/tickets/found?status=open&q=" + word + ids)
                        .expect(200)
                        .response()
                        .body())
                .isEqualTo("[" + one + "]");
        for (String wrong : new String[] {"", "1,", "x", "1,2.3", "1" + ",1".repeat(200)}) {
            assertThat(agent.get("/tickets/found?ids=" + wrong)
                            .expect(400)
                            .response()
                            .body())
                    .as(wrong)
                    .contains("1 to 200 ids");
        }
    }

    @Test
    void aListThatIsDrawnAnewHasAsManyRowsAsWereAskedFor() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 55; i++) {
            ticket(word);
        }
        assertThat(rows("/tickets?q=" + word)).isEqualTo(50);
        assertThat(rows("/tickets?q=" + word + "&rows=53")).isEqualTo(53);
        assertThat(rows("/tickets?q=" + word + "&rows=99999")).isEqualTo(55);
        assertThat(rows("/tickets?q=" + word + "&rows=-1")).isEqualTo(50);
        assertThat(agent.part("/tickets?q=" + word + "&rows=53").response().body())
                .doesNotContain("rows=53")
                .contains("cursor=");
    }

    private long rows(String path) {
        return Pattern.compile("<tr id=\"t\\d+\"")
                .matcher(agent.part(path).expect(200).response().body())
                .results()
                .count();
    }

    @Test
    void whatWasDeletedIsBroughtBackByWhoeverDeletedItAndByAdmins() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long id = ticket(word);
        String list = agent.post("/tickets/" + id + "/delete").expect(303).header("Location");
        assertThat(agent.get(list).expect(200).response().body())
                .contains("The ticket is deleted", "/tickets/" + id + "/restore");
        agent.get("/tickets/" + id).expect(404);
        Browser admin = new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        assertThat(admin.get("/tickets/" + id).expect(200).response().body())
                .contains("This ticket is deleted", "/tickets/" + id + "/restore")
                .doesNotContain("composer");
        assertThat(admin.get("/tickets?deleted=only&sort=updated_at")
                        .expect(200)
                        .response()
                        .body())
                .contains("id=\"t" + id + "\"", "data-bulk=\"restore\"", "data-deleted=\"true\"");
        admin.postPart("/tickets/bulk", "action", "restore", "filter", "deleted=only&sort=updated_at&q=" + word)
                .expect(200);
        assertThat(read(id).get("deleted_at").isNull()).isTrue();
        agent.post("/tickets/" + id + "/delete").expect(303);
        assertThat(agent.post("/tickets/" + id + "/restore").expect(303).header("Location"))
                .isEqualTo("/tickets/" + id);
        agent.post("/tickets/" + id + "/restore").expect(409);
        assertThat(agent.get("/tickets?gone=1%22x").expect(200).response().body())
                .doesNotContain("The ticket is deleted");
    }

    @Test
    void conditionsOfFiguresAreSaidInWords() {
        String html = agent.get("/tickets?created_after=2026-03-28T00:00:00Z&resolved_before=2026-03-29T07:30:00Z"
                        + "&reopened_after=2026-03-01T00:00:00Z&reopened_before=2026-04-01T00:00:00Z&creator_id="
                        + owner.id() + "&resolved_by=999999999")
                .expect(200)
                .response()
                .body();
        assertThat(html)
                .contains("Created from 28 Mar 2026", "Reopened from 1 Mar 2026", "Reopened before 1 Apr 2026")
                .contains("Resolved before <time datetime=\"2026-03-29T07:30:00Z\" data-full>")
                .contains("Requester A customer", "Resolved by #999999999");
    }
}
