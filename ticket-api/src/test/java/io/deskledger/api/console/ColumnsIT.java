package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each of those who look at the same list sees of it. */
class ColumnsIT {

    private static final String FORM = "/account/queue-columns";

    private final ApiServer server = ApiServer.shared();
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final long id = server.customer()
            .client()
            .post("/tickets", Desk.ticketWith("title", "Columns " + word))
            .expect(201)
            .id();

    private Browser browser(Person person) {
        return new Browser(server.server().getURI()).signIn(person.email(), ApiServer.PASSWORD);
    }

    private String list(Browser browser) {
        return browser.get("/tickets?q=" + word).expect(200).response().body();
    }

    @Test
    void aChoiceIsThePersonsOwnOnEveryMachine() {
        Person agent = server.newPerson("agent");
        Browser first = browser(agent);
        assertThat(list(first))
                .contains("<thead class=\"unseen\">", "class=\"number\"", "<td class=\"c-person", "c-updated")
                .doesNotContain("c-created");
        String back = first.post(FORM, "query", "q=" + word, "columns", "created_at", "columns", "sla")
                .expect(303)
                .header("Location");
        assertThat(back).isEqualTo("/tickets?q=" + word);
        Browser second = browser(agent);
        String html = list(second);
        assertThat(html)
                .contains(
                        "<td class=\"c-sla\"",
                        "<td class=\"c-time c-created\"",
                        "<col class=\"c-sla\"><col class=\"c-time c-created\">",
                        "<th scope=\"col\" class=\"c-time c-created\">Created</th>")
                .doesNotContain("<td class=\"c-person", "class=\"number\"", "c-updated", "<thead class=\"unseen\">");
        assertThat(second.part("/tickets/" + id + "/row").expect(200).response().body())
                .contains("c-created")
                .doesNotContain("c-updated");
        assertThat(list(browser(server.agent()))).doesNotContain("c-created");
        second.post(FORM, "query", "q=" + word, "columns", "created_at", "usual", "true")
                .expect(303);
        assertThat(list(first))
                .contains("<thead class=\"unseen\">", "c-updated")
                .doesNotContain("c-created");
    }

    @Test
    void nothingButTheTitleIsAChoiceTooAndWhatIsNoColumnIsRefused() {
        Browser browser = browser(server.newPerson("agent"));
        list(browser);
        browser.post(FORM, "query", "").expect(303);
        assertThat(list(browser)).contains("Columns " + word).doesNotContain("c-sla", "c-time");
        assertThat(browser.post(FORM, "columns", "colour")
                        .expect(400)
                        .response()
                        .body())
                .contains("must be some of number");
        Browser customer = browser(server.customer());
        customer.get("/portal");
        customer.post(FORM, "columns", "sla").expect(403);
    }
}
