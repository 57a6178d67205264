package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.AllSchemas;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: small, safe, from this server alone, and harmless whatever people write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final int MOST_BYTES = 100_000;
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/(?!chart)[^\"#]+)");
    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'\"><svg/onload=alert(1)>",
            "</textarea><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "${7*7} {{7*7}} <%= 7*7 %>",
            "<a href=\"javascript:alert(1)\">x</a>");

    private ApiServer server;
    private Browser admin;
    private Browser customer;
    private long ticket;
    private Person owner;

    @BeforeAll
    void signIn() {
        server = AllSchemas.start();
        admin = new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        owner = server.newPerson("customer");
        customer = new Browser(server.server().getURI()).signIn(owner.email(), ApiServer.PASSWORD);
        ticket = owner.client().post("/tickets", Desk.ticket()).expect(201).id();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Stream<String> pages() {
        return Stream.of(
                "/tickets",
                "/tickets?status=open&priority=urgent&q=printer",
                "/tickets/new",
                "/tickets/" + ticket,
                "/dashboard",
                "/audit",
                "/audit/proof",
                "/admin/users",
                "/admin/webhooks",
                "/admin/imports",
                "/admin/dead-letters",
                "/admin/status",
                "/account/api-tokens",
                "/portal",
                "/portal/new",
                "/portal/tickets/" + ticket,
                "/sign-in");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsSafeAndSmall(String path) {
        Answer page = admin.get(path).expect(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        String html = page.response().body();
        assertThat(html).doesNotContain("http://", "//cdn", " style=", " onclick=", "<a href=\"javascript:");
        assertThat(html).doesNotContainPattern("<script(?![^>]* src=\"/assets/)");
        assertThat(html).contains("<html lang=\"en\"", "<main", "<h1");
        assertThat(packed(html) + assets(html)).as("bytes to load").isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageSpeaksGermanToo(String path) {
        String html = admin.get(path, "Accept-Language", "de-DE,de;q=0.9")
                .expect(200)
                .response()
                .body();
        assertThat(html).contains("<html lang=\"de\"");
    }

    @Test
    void whatPeopleWriteStaysText() {
        for (String attack : ATTACKS) {
            long id = owner.client()
                    .post(
                            "/tickets",
                            Map.of(
                                    "title",
                                    "Title " + attack,
                                    "description",
                                    "Description " + attack,
                                    "category",
                                    attack))
                    .expect(201)
                    .id();
            owner.client()
                    .post("/tickets/" + id + "/comments", Map.of("content", attack))
                    .expect(201);
            server.admin()
                    .post("/tickets/" + id + "/tags", Map.of("names", List.of(attack.replace(",", ""))))
                    .expect(200);
            server.admin()
                    .patch("/tickets/" + id, Map.of("custom_fields", Map.of("field", attack)))
                    .expect(200);
            for (String path :
                    List.of("/tickets?category=" + encoded(attack), "/tickets/" + id, "/portal/tickets/" + id)) {
                harmless(admin.get(path).expect(200).response().body(), attack);
            }
            harmless(
                    admin.get("/tickets?q=" + encoded(attack))
                            .expect(200)
                            .response()
                            .body(),
                    attack);
            harmless(customer.get("/portal").expect(200).response().body(), attack);
        }
    }

    private static void harmless(String html, String attack) {
        assertThat(html)
                .doesNotContain("<script>alert", "<img src=x", "<svg/onload", "<a href=\"javascript:", " 49 ")
                .as(attack)
                .contains("<main");
    }

    @Test
    void errorsArePagesThatSayWhatHappened() {
        assertThat(admin.get("/tickets/999999999").expect(404).response().body())
                .contains("<h1>", "There is no such ticket", "404");
        assertThat(admin.get("/nowhere").expect(404).response().body()).contains("There is nothing at this path");
        assertThat(customer.get("/admin/users").expect(403).response().body())
                .contains("Your role does not allow this");
        assertThat(admin.get("/tickets?status=nonsense").expect(400).response().body())
                .contains("status", "must be one of");
        assertThat(admin.get("/dashboard?interval=year").expect(400).response().body())
                .contains("interval", "must be one of");
        Answer part = admin.part("/tickets/999999999").expect(404);
        assertThat(part.response().body()).contains("toast").doesNotContain("<html");
    }

    @Test
    void theSystemsPageTellsWhatIsOnItsWayWithoutLookingForGaps() {
        server.execute("DELETE FROM audit.chain_heads");
        String html = admin.get("/admin/status").expect(200).response().body();
        long waiting = server.count("SELECT count(*) FROM outbox");
        assertThat(waiting).isPositive();
        assertThat(html)
                .containsPattern("<strong>[\\d,]+</strong> events wait")
                .containsPattern("<strong>[\\d,]+</strong> events to record")
                .contains("/audit/proof")
                .doesNotContain("Nothing is missing");
    }

    @Test
    void filesAreKeptByTheBrowserUntilTheyChange() {
        String html = admin.get("/tickets").expect(200).response().body();
        Matcher file = LOADED.matcher(html);
        int files = 0;
        while (file.find()) {
            Answer loaded = admin.get(file.group(1)).expect(200);
            assertThat(loaded.header("Cache-Control")).as(file.group(1)).contains("immutable");
            admin.get(file.group(1), "If-None-Match", loaded.header("ETag")).expect(304);
            files++;
        }
        assertThat(files).isGreaterThan(4);
        assertThat(admin.get("/assets/app.css").expect(200).header("Cache-Control"))
                .isEqualTo("no-cache");
        admin.get("/assets/application.yml").expect(404);
        admin.get("/assets/..%2F..%2Fapplication.yml").expect(404);
    }

    private long assets(String html) {
        Matcher file = LOADED.matcher(html);
        long bytes = 0;
        java.util.Set<String> seen = new java.util.HashSet<>();
        while (file.find()) {
            if (seen.add(file.group(1))) {
                bytes += packed(admin.get(file.group(1)).expect(200).response().body());
            }
        }
        return bytes;
    }

    private static long packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.size();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
