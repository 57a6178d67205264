package io.deskledger.api.console;

import com.microsoft.playwright.Page;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** An agent at the console: for each test a browser that is signed in, and a word that no other test's tickets have. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AgentAtWork {

    /** Events come when the test says so. */
    static final String STREAM = """
            window.EventSource = class {
              constructor() { window.stream = this; }
              addEventListener() {}
              close() {}
            };
            window.tell = (id) => window.stream.onmessage(
              { lastEventId: 'x', data: JSON.stringify({ subject: 'tickets/' + id }) });
            """;

    final ApiServer server = ApiServer.shared();
    Chromium chromium;
    Person customer;
    Page page;
    String word = "";

    @BeforeAll
    final void start() {
        chromium = new Chromium(server.server().getURI().toString());
        customer = server.newPerson("customer");
    }

    @AfterAll
    final void stop() {
        chromium.close();
    }

    @BeforeEach
    final void open() {
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
        page = chromium.page();
        page.addInitScript(STREAM);
        Chromium.signIn(page, server.agent().email(), ApiServer.PASSWORD);
    }

    @AfterEach
    final void nothingStrangeHappened() {
        page.context().close();
        chromium.hadNothingToComplainOf();
    }

    /** A ticket of the customer's, with this test's word. */
    final long ticket(String title) {
        return customer.client()
                .post("/tickets", Desk.ticketWith("title", title + " " + word))
                .expect(201)
                .id();
    }
}
