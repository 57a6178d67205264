package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Webhooks as admins keep them; nothing is delivered here. */
class WebhookApiIT {

    private static final String URL = "https://hooks.example.org/deskledger?a=b";

    private final ApiServer api = ApiServer.shared();
    private final ApiClient admin = api.admin();

    @Test
    void isMadeChangedAndDeletedEachWithItsEvent() {
        Answer made = admin.post(
                        "/webhooks",
                        Map.of("url", URL, "events", List.of("io.deskledger.ticket.*"), "description", "for the pager"))
                .expect(201);
        String path = "/webhooks/" + made.id();
        assertThat(made.header("Location")).isEqualTo("/api/v1" + path);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.json().get("enabled").booleanValue()).isTrue();
        assertThat(made.text("secret")).startsWith("whsec_");

        Answer read = admin.get(path).expect(200);
        assertThat(read.json().has("secret")).isFalse();
        assertThat(read.text("description")).isEqualTo("for the pager");

        Answer changed = admin.patch(
                        path, "{\"description\": null, \"events\": [\"*\"], \"enabled\": false}", "If-Match", "\"1\"")
                .expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("description").isNull()).isTrue();
        admin.patch(path, Map.of("enabled", true), "If-Match", "\"1\"").expectProblem(412);
        admin.patch(path, Map.of("enabled", false)).expect(200);

        Answer rotated = admin.send("POST", path + "/rotate-secret", null).expect(200);
        assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
        assertThat(rotated.json().get("previous_secret_until").isTextual()).isTrue();

        admin.send("DELETE", path, null, "If-Match", "\"2\"").expectProblem(412);
        admin.send("DELETE", path, null, "If-Match", "\"3\"").expect(204);
        admin.get(path).expectProblem(404);
        admin.send("DELETE", path, null).expectProblem(404);
        admin.get(path + "/deliveries").expectProblem(404);

        List<JsonNode> events = api.eventsBySubject("webhooks/" + made.id());
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "UPDATE", "ROTATE_SECRET", "DELETE");
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.get(1).at("/changes/enabled/to").booleanValue()).isFalse();
        assertThat(events.get(1).at("/changes/events/from/0").textValue()).isEqualTo("io.deskledger.ticket.*");
        assertThat(events.toString())
                .doesNotContain("whsec_", made.text("secret").substring(6));
    }

    @Test
    void secretsAreStoredEncrypted() {
        Answer made = create();
        admin.send("POST", "/webhooks/" + made.id() + "/rotate-secret", null).expect(200);
        String key = made.text("secret").substring("whsec_".length());
        assertThat(api.count("SELECT count(*) FROM webhooks WHERE encode(secret, 'escape') LIKE '%whsec%'"
                        + " OR encode(previous_secret, 'escape') LIKE '%" + key + "%'"))
                .isZero();
        admin.send("DELETE", "/webhooks/" + made.id(), null).expect(204);
        assertThat(api.count("SELECT length(secret) + coalesce(length(previous_secret), 0) FROM webhooks WHERE id = "
                        + made.id()))
                .isZero();
    }

    @Test
    void refusesWhatBreaksARule() {
        Map<String, Object> bad = new HashMap<>();
        bad.put("url", "http://127.0.0.1/");
        bad.put("events", List.of("io.deskledger.ticket.created.v1", "ticket.created"));
        bad.put("description", "x".repeat(501));
        bad.put("enabled", "yes");
        bad.put("secret", "whsec_mine");
        assertThat(admin.post("/webhooks", bad).expectProblem(400).blamed())
                .containsExactlyInAnyOrder("url", "events[1]", "description", "enabled", "secret");
        assertThat(admin.post("/webhooks", Map.of()).expectProblem(400).blamed())
                .containsExactlyInAnyOrder("url", "events");
        assertThat(admin.post("/webhooks", Map.of("url", URL, "events", List.of()))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("events");
        for (String url : List.of("https://169.254.169.254/", "https://[::1]/", "https://x", "https://a\u0000b/")) {
            Answer answer = admin.post("/webhooks", Map.of("url", url, "events", List.of("*")));
            if (url.equals("https://x")) {
                admin.send("DELETE", "/webhooks/" + answer.expect(201).id(), null)
                        .expect(204);
            } else {
                assertThat(answer.expectProblem(400).blamed()).as(url).contains("url");
            }
        }
        Answer made = create();
        String path = "/webhooks/" + made.id();
        assertThat(admin.patch(path, "{\"url\": null, \"events\": null, \"enabled\": null, \"version\": 3}")
                        .expectProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("url", "events", "enabled", "version");
        admin.get("/webhooks?status=pending").expectProblem(400);
        admin.get(path + "/deliveries?status=lost").expectProblem(400);
        admin.get(path + "/deliveries?cursor=abc").expectProblem(400);
        admin.get(path + "/deliveries/1/attempts").expectProblem(404);
        admin.send("POST", path + "/deliveries/1/redeliver", null).expectProblem(404);
        admin.send("POST", path + "/rotate-secret", null, "Idempotency-Key", "k1")
                .expectProblem(400);
        admin.send("DELETE", path, null).expect(204);
    }

    @Test
    void listsPageByPageAndHasALimit() {
        List<Long> made = new ArrayList<>();
        Answer last;
        do {
            last = admin.post("/webhooks", Map.of("url", URL, "events", List.of("*")));
            if (last.status() == 201) {
                made.add(last.id());
            }
        } while (last.status() == 201 && made.size() <= WebhookService.MOST);
        last.expectProblem(409);

        List<Long> listed = new ArrayList<>();
        String query = "?limit=7";
        while (!query.isEmpty()) {
            JsonNode page = admin.get("/webhooks" + query).expect(200).json();
            assertThat(page.get("items").size()).isLessThanOrEqualTo(7);
            page.get("items").forEach(item -> listed.add(item.get("id").longValue()));
            query = page.get("next_cursor").isNull()
                    ? ""
                    : "?limit=7&cursor=" + page.get("next_cursor").textValue();
        }
        assertThat(listed)
                .hasSize(WebhookService.MOST)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(made);
        made.forEach(id -> admin.send("DELETE", "/webhooks/" + id, null).expect(204));
    }

    @Test
    void deliveriesAndAttemptsAreListedPageByPage() {
        Answer made = create();
        String path = "/webhooks/" + made.id();
        deliver(made.id(), 25, "succeeded", "now()");
        deliver(made.id(), 5, "failed", "now()");
        api.execute("""
                INSERT INTO webhook_attempts (delivery_id, attempt, started_at, duration_ms, status)
                SELECT (SELECT max(id) FROM webhook_deliveries WHERE webhook_id = %d), n, now(), 5, 500
                  FROM generate_series(1, 12) n
                """.formatted(made.id()));

        List<Long> all = walk(path + "/deliveries?limit=4", "id");
        assertThat(all)
                .hasSize(30)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                .doesNotHaveDuplicates();
        assertThat(walk(path + "/deliveries?status=failed&limit=2", "id")).hasSize(5);
        assertThat(walk(path + "/deliveries/" + all.getFirst() + "/attempts?limit=5", "attempt"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(n -> 13L - n).toList());
        Answer other = create();
        admin.get("/webhooks/" + other.id() + "/deliveries/" + all.getFirst()).expectProblem(404);
        admin.send("POST", "/webhooks/" + other.id() + "/deliveries/" + all.getFirst() + "/redeliver", null)
                .expectProblem(404);
        for (Answer webhook : Arrays.asList(made, other)) {
            admin.send("DELETE", "/webhooks/" + webhook.id(), null).expect(204);
        }
    }

    /** The server's own instance of the job keeps to the standard limits, so times and not numbers decide here. */
    @Test
    void whatIsOldIsRemoved() {
        Answer made = create();
        deliver(made.id(), 10, "succeeded", "now() - interval '8 days'");
        deliver(made.id(), 3, "failed", "now() - interval '6 days'");
        deliver(made.id(), 2, "pending", "now()");
        String of = " FROM webhook_deliveries WHERE webhook_id = " + made.id();
        api.execute("UPDATE webhook_deliveries SET tries = 9, give_up_at = now() - interval '1 hour'"
                + " WHERE id = (SELECT max(id)" + of + ")");
        api.execute("INSERT INTO webhook_attempts (delivery_id, attempt, started_at) SELECT id, 1, now()" + of);
        WebhookCleaning cleaning = api.server().getApplicationContext().getBean(WebhookCleaning.class);

        cleaning.cleanOnce();
        assertThat(api.count("SELECT count(*)" + of)).isEqualTo(5);
        assertThat(api.count("SELECT count(*)" + of + " AND status = 'failed'")).isEqualTo(4);
        assertThat(api.count("SELECT count(*)" + of + " AND status = 'pending'"))
                .isEqualTo(1);

        admin.send("DELETE", "/webhooks/" + made.id(), null).expect(204);
        cleaning.cleanOnce();
        assertThat(api.count("SELECT count(*)" + of))
                .as("an attempt may be under way")
                .isEqualTo(5);
        api.execute("UPDATE webhooks SET deleted_at = now() - interval '1 day' WHERE id = " + made.id());
        cleaning.cleanOnce();
        assertThat(api.count("SELECT count(*)" + of)).isZero();
        assertThat(api.count("SELECT count(*) FROM webhooks WHERE id = " + made.id()))
                .isZero();
        assertThat(api.count("SELECT count(*) FROM webhook_attempts a"
                        + " WHERE NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.id = a.delivery_id)"))
                .isZero();
    }

    private Answer create() {
        return Hooks.create(admin, URL, "*");
    }

    private List<Long> walk(String path, String key) {
        List<Long> keys = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = admin.get(path + cursor).expect(200).json();
            page.get("items").forEach(item -> keys.add(item.get(key).longValue()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").textValue();
        } while (!cursor.isEmpty());
        return keys;
    }

    private void deliver(long webhook, int count, String status, String finished) {
        api.execute("""
                INSERT INTO webhook_deliveries (webhook_id, event_id, type, subject, body, status, due_at, give_up_at,
                                                created_at, finished_at)
                SELECT %d, gen_random_uuid(), 'io.deskledger.tag.created.v1', 'tags/1', '{}', '%2$s', now(),
                       now() + interval '1 day', now(), CASE WHEN '%2$s' <> 'pending' THEN %3$s END
                  FROM generate_series(1, %4$d)
                """.formatted(webhook, status, finished, count));
    }
}
