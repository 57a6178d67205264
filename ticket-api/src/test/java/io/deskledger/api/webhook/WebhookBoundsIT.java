package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However much there is to tell, the tables stay small. */
class WebhookBoundsIT {

    @Test
    void onlyTheLatestAreKeptAndAFloodSwitchesOff() {
        try (ApiServer api = ApiServer.start(
                ApiServer.newDesk(),
                Map.of(
                        "deskledger.relay.enabled", false,
                        "DESKLEDGER_WEBHOOK_MOST_KEPT", 100,
                        "DESKLEDGER_WEBHOOK_MOST_WAITING", 50))) {
            Answer webhook = Hooks.create(api.admin(), "https://hooks.example.org/", "*");
            deliver(api, webhook.id(), 5_000, "succeeded");
            deliver(api, webhook.id(), 50, "pending");
            WebhookCleaning cleaning = api.server().getApplicationContext().getBean(WebhookCleaning.class);

            cleaning.cleanOnce();
            cleaning.stopFloodsOnce();
            assertThat(api.count("SELECT count(*) FROM webhook_deliveries")).isEqualTo(100);
            assertThat(api.count("SELECT count(*) FROM webhook_deliveries WHERE status = 'pending'"))
                    .isEqualTo(50);
            assertThat(api.admin()
                            .get("/webhooks/" + webhook.id())
                            .json()
                            .get("enabled")
                            .booleanValue())
                    .isTrue();

            deliver(api, webhook.id(), 1, "pending");
            cleaning.stopFloodsOnce();
            Answer flooded = api.admin().get("/webhooks/" + webhook.id()).expect(200);
            assertThat(flooded.json().get("enabled").booleanValue()).isFalse();
            assertThat(flooded.text("disabled_reason")).isEqualTo("too_many_waiting");
            assertThat(api.eventsBySubject("webhooks/" + webhook.id()))
                    .hasSize(2)
                    .last()
                    .satisfies(event -> assertThat(
                                    event.at("/changes/disabled_reason/to").textValue())
                            .isEqualTo("too_many_waiting"));
        }
    }

    private static void deliver(ApiServer api, long webhook, int count, String status) {
        api.execute("""
                INSERT INTO webhook_deliveries (webhook_id, event_id, type, subject, body, status, due_at, give_up_at,
                                                created_at, finished_at)
                SELECT %d, gen_random_uuid(), 'io.deskledger.tag.created.v1', 'tags/1', '{}', '%2$s', now() - interval '2 minutes',
                       now() + interval '1 day', now(), CASE WHEN '%2$s' <> 'pending' THEN now() END
                  FROM generate_series(1, %3$d)
                """.formatted(webhook, status, count));
    }
}
