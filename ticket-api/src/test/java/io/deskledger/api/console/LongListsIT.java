package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No list of the console ends before what it lists does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongListsIT {

    private ApiServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        server = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        admin = new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        server.execute("""
                INSERT INTO users (email, full_name, role, created_at, updated_at)
                SELECT 'many' || n || '@example.org', 'R&D + Söhne ' || n || '.', 'agent', at, at
                  FROM generate_series(1, 230) AS n, LATERAL (SELECT now() - n * interval '1 hour' AS at) AS t
                """);
        server.execute("""
                INSERT INTO imports (status, requested_by, request_id, created_at)
                SELECT 'done', min(u.id), 'request-' || n, now()
                  FROM users u, generate_series(1, 120) AS n
                 GROUP BY n
                 ORDER BY n
                """);
        server.execute("""
                INSERT INTO webhooks (url, events, enabled, secret, created_at, updated_at)
                SELECT 'https://hooks.example.org/' || n || '.', '{*}', false, '', now(), now()
                  FROM generate_series(1, 60) AS n
                """);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String more(String html, String start) {
        Matcher link = Pattern.compile("<a href=\"(" + Pattern.quote(start) + "[^\"]*)\"")
                .matcher(html);
        assertThat(link.find()).as(html).isTrue();
        return admin.get(link.group(1).replace("&amp;", "&"))
                .expect(200)
                .response()
                .body();
    }

    @Test
    void usersThatAreSearchedForGoOnAsTheyWereSearchedFor() {
        String first = admin.get("/admin/users?q=R%26D+%2B+S%C3%B6hne&role=agent&active=")
                .expect(200)
                .response()
                .body();
        String second = more(first, "/admin/users?q=");
        assertThat(second).contains("R&amp;D + Söhne", "value=\"R&amp;D + Söhne\"");
        assertThat(second).doesNotContain(ApiServer.ADMIN_EMAIL + "</td>");
        assertThat(more(second, "/admin/users?q=")).contains("R&amp;D + Söhne");
    }

    @Test
    void everyAgentCanBeGivenATicket() {
        assertThat(admin.get("/tickets/new").expect(200).response().body()).contains("Söhne 1.<", "Söhne 230.<");
    }

    @Test
    void aRequesterIsFoundByTheirWholeAddressHoweverManyHoldIt() {
        server.execute("""
                INSERT INTO users (email, full_name, role, created_at, updated_at)
                SELECT n || 'one@example.org', 'Another', 'customer', now(), now()
                  FROM generate_series(1, 210) AS n
                """);
        long id = server.admin()
                .post("/users", Map.of("email", "one@example.org", "full_name", "The one"))
                .expect(201)
                .id();
        admin.get("/tickets/new").expect(200);
        String made = admin.post(
                        "/tickets",
                        "title",
                        "Called about a printer",
                        "description",
                        "It is on fire again.",
                        "requester",
                        " One@Example.org ")
                .expect(303)
                .header("Location");
        assertThat(server.admin()
                        .get("/tickets/" + made.replaceAll("\\D", ""))
                        .json()
                        .get("creator_id")
                        .longValue())
                .isEqualTo(id);
    }

    @Test
    void anImportThatBreaksOffIsSaidToHave() {
        byte[] broken = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1};
        admin.get("/tickets").expect(200);
        assertThat(admin.postFile("/admin/imports", "application/x-ndjson", broken)
                        .expect(400)
                        .response()
                        .body())
                .contains("not valid gzip");
    }

    @Test
    void anImportTellsWhichLinesWereRefused() {
        server.execute("UPDATE imports SET refused = 2 WHERE id = 7");
        server.execute("INSERT INTO import_errors (import_id, line, reason) VALUES (7, 12, 'title is <missing>')");
        assertThat(admin.get("/admin/imports/7").expect(200).response().body())
                .contains("Import 7", "<td class=\"num\">12</td><td>title is &lt;missing&gt;</td>", "The first 1 of 2");
        admin.get("/admin/imports/999999").expect(404);
    }

    @Test
    void importsGoOn() {
        String first = admin.get("/admin/imports").expect(200).response().body();
        assertThat(first).contains(">120</a>", ">71</a>").doesNotContain(">70</a>");
        String second = more(first, "/admin/imports?before=");
        assertThat(second).contains(">70</a>", ">21</a>", "hx-get=\"/admin/imports?before=71\"");
        assertThat(more(second, "/admin/imports?before=")).contains(">1</a>");
    }

    @Test
    void webhooksGoOn() {
        String first = admin.get("/admin/webhooks").expect(200).response().body();
        assertThat(first).contains("/50.<").doesNotContain("/51.<");
        assertThat(more(first, "/admin/webhooks?cursor=")).contains("/51.<", "/60.<");
    }
}
