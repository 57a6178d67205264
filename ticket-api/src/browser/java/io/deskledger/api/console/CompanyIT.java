package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Colleagues before the same ticket. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompanyIT {

    private ApiServer server;
    private Chromium chromium;

    @BeforeAll
    void start() {
        server = AllSchemas.start();
        chromium = new Chromium(server.server().getURI().toString());
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    private Page ticket(Person person, long id, int width) {
        Page page =
                Chromium.signIn(chromium.page(ColorScheme.LIGHT, width, 844, true), person.email(), ApiServer.PASSWORD);
        page.navigate("/tickets/" + id);
        return page;
    }

    private Person named(String name) {
        Person agent = server.newPerson("agent");
        server.admin().patch("/users/" + agent.id(), Map.of("full_name", name)).expect(200);
        return agent;
    }

    @Test
    void colleaguesSeeEachOtherComeAndGoAndCustomersNothing() {
        Person customer = server.newPerson("customer");
        long id = customer.client().post("/tickets", Desk.ticket()).expect(201).id();
        Person ann = named("Ann <b>Smith</b>");
        Page first = ticket(ann, id, 1360);
        assertThat(first.locator("html[data-stream=open]")).hasCount(1);
        assertThat(first.locator("[data-viewers]")).isHidden();

        Page second = ticket(named("Bob van Dam"), id, 390);
        assertThat(first.locator(".viewers .words")).hasText("Bob van Dam is here, too");
        assertThat(first.locator(".viewers .avatar")).hasText("BD");
        Locator faces = second.locator("[data-viewers]");
        assertThat(faces).isVisible();
        faces.click();
        assertThat(second.locator("[data-viewer-names]")).hasText("Ann <b>Smith</b>");

        Page third = ticket(named("Cleo"), id, 1360);
        assertThat(first.locator(".viewers .words")).hasText("Bob van Dam, Cleo are here, too");
        third.navigate("/tickets/new");
        assertThat(first.locator(".viewers .words")).hasText("Bob van Dam is here, too");
        second.context().close();
        assertThat(first.locator("[data-viewers]")).isHidden();

        Page asker =
                Chromium.signIn(chromium.page(ColorScheme.LIGHT, 390, 844, true), customer.email(), ApiServer.PASSWORD);
        asker.navigate("/portal/tickets/" + id);
        assertThat(asker).hasURL(Pattern.compile(".*/portal/tickets/" + id));
        assertThat(asker.locator("[data-viewers]")).hasCount(0);
        chromium.hadNothingToComplainOf();
    }
}
