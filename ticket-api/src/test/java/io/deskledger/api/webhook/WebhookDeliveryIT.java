package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receivers of every sort, and what can be seen of each attempt. */
class WebhookDeliveryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TAG_CREATED = "io.deskledger.tag.created.v1";

    private static ApiServer api;
    private static ApiClient admin;
    private static TestReceiver receiver;

    @BeforeAll
    static void start() {
        receiver = new TestReceiver();
        api = ApiServer.start(
                ApiServer.newDesk(), Hooks.settings(UUID.randomUUID().toString()));
        admin = api.admin();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        api.close();
    }

    @Test
    void tellsAReceiverWhatChangedAndSignsIt() {
        Answer webhook = Hooks.create(admin, receiver.url("/ok/signed"), TAG_CREATED);
        String tag = Hooks.tag(admin);

        TestReceiver.Request request = one("/ok/signed");
        assertThat(request.json().get("type").textValue()).isEqualTo(TAG_CREATED);
        assertThat(request.json().get("timestamp").textValue()).isNotEmpty();
        JsonNode data = request.json().get("data");
        assertThat(data.at("/changes/name/to").textValue()).isEqualTo(tag);
        assertThat(data.get("request").has("id")).isTrue();
        assertThat(data.get("request").has("ip") || data.get("request").has("user_agent"))
                .isFalse();
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(request.header("webhook-signature"))
                .isEqualTo(Signatures.header(
                        List.of(webhook.text("secret")),
                        request.header("webhook-id"),
                        Long.parseLong(request.header("webhook-timestamp")),
                        request.body()));

        JsonNode delivery = ended(webhook, "succeeded");
        assertThat(delivery.get("event_id").textValue()).isEqualTo(request.header("webhook-id"));
        assertThat(delivery.get("attempts").intValue()).isEqualTo(1);
        assertThat(Hooks.attempts(admin, delivery)).singleElement().satisfies(attempt -> {
            assertThat(attempt.get("status").intValue()).isEqualTo(200);
            assertThat(attempt.get("answer").textValue()).isEqualTo("thanks");
            assertThat(attempt.get("error").isNull()).isTrue();
            assertThat(attempt.get("duration_ms").intValue()).isNotNegative();
        });
        assertThat(admin.get(Hooks.path(delivery)).text("body")).isEqualTo(request.body());
    }

    @Test
    void signsWithBothSecretsAfterARotation() {
        Answer webhook = Hooks.create(admin, receiver.url("/ok/rotated"), TAG_CREATED);
        Answer rotated = admin.send("POST", "/webhooks/" + webhook.id() + "/rotate-secret", null)
                .expect(200);
        Hooks.tag(admin);

        TestReceiver.Request request = one("/ok/rotated");
        assertThat(request.header("webhook-signature"))
                .isEqualTo(Signatures.header(
                        List.of(rotated.text("secret"), webhook.text("secret")),
                        request.header("webhook-id"),
                        Long.parseLong(request.header("webhook-timestamp")),
                        request.body()))
                .contains(" v1,");
    }

    @Test
    void triesAgainUntilTheReceiverTakesIt() {
        Answer webhook = Hooks.create(admin, receiver.url("/fails-twice/a"), TAG_CREATED);
        Hooks.tag(admin);

        JsonNode delivery = ended(webhook, "succeeded");
        List<JsonNode> attempts = Hooks.attempts(admin, delivery);
        assertThat(attempts)
                .extracting(attempt -> attempt.get("status").intValue())
                .containsExactly(200, 500, 500);
        assertThat(attempts)
                .extracting(attempt -> attempt.get("answer").textValue())
                .containsExactly("try 3", "try 2", "try 1");
        assertThat(attempts.getLast().get("error").textValue()).isEqualTo("the receiver answered 500");
        assertThat(receiver.at("/fails-twice/a"))
                .extracting(request -> request.header("webhook-id"))
                .containsOnly(delivery.get("event_id").textValue());
        assertThat(admin.get("/webhooks/" + webhook.id())
                        .json()
                        .at("/health/failures")
                        .intValue())
                .isZero();
    }

    @Test
    void aReceiverThatHangsKeepsNobodyElseWaiting() {
        Answer hanging = Hooks.create(admin, receiver.url("/hangs"), TAG_CREATED);
        Answer dribbling = Hooks.create(admin, receiver.url("/dribbles"), TAG_CREATED);
        Hooks.create(admin, receiver.url("/ok/beside"), TAG_CREATED);
        for (int i = 0; i < 20; i++) {
            Hooks.tag(admin);
        }

        await().atMost(LIMIT).until(() -> receiver.at("/ok/beside").size() >= 20);
        assertThat(Hooks.deliveries(admin, hanging.id()))
                .allMatch(delivery -> delivery.get("status").textValue().equals("pending"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Hooks.attempts(
                                admin, Hooks.deliveries(admin, hanging.id()).getLast()))
                        .anySatisfy(attempt -> {
                            assertThat(attempt.get("error").textValue()).isEqualTo("no answer within 5000 ms");
                            assertThat(attempt.get("duration_ms").intValue()).isBetween(4_900, 10_000);
                        }));
        assertThat(Hooks.attempts(admin, ended(dribbling, "succeeded"))
                        .getFirst()
                        .get("answer")
                        .textValue())
                .isEqualTo("x");
        admin.send("DELETE", "/webhooks/" + hanging.id(), null).expect(204);
        admin.send("DELETE", "/webhooks/" + dribbling.id(), null).expect(204);
    }

    @Test
    void aReceiverThatIsGoneIsSwitchedOffAndThatIsAnEvent() {
        Hooks.create(admin, receiver.url("/ok/watches"), "io.deskledger.webhook.*");
        Answer webhook = Hooks.create(admin, receiver.url("/gone"), TAG_CREATED);
        Hooks.tag(admin);

        assertThat(Hooks.attempts(admin, ended(webhook, "failed"))).hasSize(1);
        JsonNode now = admin.get("/webhooks/" + webhook.id()).expect(200).json();
        assertThat(now.get("enabled").booleanValue()).isFalse();
        assertThat(now.get("disabled_reason").textValue()).isEqualTo("gone");
        JsonNode event = told("/ok/watches", webhook.id(), "io.deskledger.webhook.updated.v1");
        assertThat(event.at("/changes/disabled_reason/to").textValue()).isEqualTo("gone");
        assertThat(event.at("/actor/role").textValue()).isEqualTo("system");
        assertThat(event.toString()).doesNotContain("secret", "whsec");

        Hooks.tag(admin);
        Answer on = admin.patch("/webhooks/" + webhook.id(), Map.of("enabled", true, "url", receiver.url("/ok/back")))
                .expect(200);
        assertThat(on.json().get("disabled_reason").isNull()).isTrue();
        assertThat(on.json().at("/health/failures").intValue()).isZero();
    }

    @Test
    void aRedirectIsNotFollowed() {
        Answer webhook = Hooks.create(admin, receiver.url("/redirects"), TAG_CREATED);
        Hooks.tag(admin);

        await().atMost(LIMIT).until(() -> receiver.at("/redirects").size() >= 2);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Hooks.attempts(
                                admin, Hooks.deliveries(admin, webhook.id()).getFirst()))
                        .anySatisfy(attempt -> {
                            assertThat(attempt.get("status").intValue()).isEqualTo(307);
                            assertThat(attempt.get("error").textValue()).contains("redirects (307)");
                        }));
        assertThat(receiver.at("/target")).isEmpty();
        admin.send("DELETE", "/webhooks/" + webhook.id(), null).expect(204);
    }

    @Test
    void anAnswerOfTenMegabytesIsCutOff() {
        Answer webhook = Hooks.create(admin, receiver.url("/large"), TAG_CREATED);
        Hooks.tag(admin);

        JsonNode attempt = Hooks.attempts(admin, ended(webhook, "succeeded")).getFirst();
        assertThat(attempt.get("answer").textValue()).isEqualTo("x".repeat(2_048));
        assertThat(attempt.get("duration_ms").intValue()).isLessThan(4_000);
        assertThat(receiver.sent()).isPositive().isLessThan(9_000_000);
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsNotConnectedTo() {
        Answer webhook = Hooks.create(admin, "http://localhost:" + receiver.port() + "/ok/private", TAG_CREATED);
        Hooks.tag(admin);

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(Hooks.deliveries(admin, webhook.id())).hasSize(1));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Hooks.attempts(
                                admin, Hooks.deliveries(admin, webhook.id()).getFirst()))
                        .anySatisfy(attempt -> {
                            assertThat(attempt.get("error").asText()).contains("may not be reached", "is loopback");
                            assertThat(attempt.get("status").isNull()).isTrue();
                        }));
        admin.send("DELETE", "/webhooks/" + webhook.id(), null).expect(204);
    }

    @Test
    void aReceiverThatFailsForLongIsPausedAndThenSwitchedOff() {
        Answer webhook = Hooks.create(admin, receiver.url("/fails/long"), TAG_CREATED);
        Hooks.tag(admin);

        await().atMost(LIMIT)
                .until(() -> !admin.get("/webhooks/" + webhook.id())
                        .json()
                        .get("enabled")
                        .booleanValue());
        JsonNode now = admin.get("/webhooks/" + webhook.id()).json();
        assertThat(now.get("disabled_reason").textValue()).isEqualTo("failing");
        assertThat(now.at("/health/failures").intValue()).isGreaterThanOrEqualTo(4);
        assertThat(now.at("/health/failing_since").textValue()).isNotEmpty();
        JsonNode delivery = Hooks.deliveries(admin, webhook.id()).getFirst();
        assertThat(delivery.get("status").textValue()).isEqualTo("pending");
        admin.send("POST", Hooks.path(delivery) + "/redeliver", null).expectProblem(409);

        admin.patch("/webhooks/" + webhook.id(), Map.of("enabled", true, "url", receiver.url("/ok/mended")))
                .expect(200);
        assertThat(one("/ok/mended").header("webhook-id"))
                .isEqualTo(delivery.get("event_id").textValue());
    }

    @Test
    void aDeliveryIsMadeAgainOnRequest() {
        Hooks.create(admin, receiver.url("/ok/sees-redelivery"), "io.deskledger.webhook.redelivered.v1");
        Answer webhook = Hooks.create(admin, receiver.url("/ok/again"), TAG_CREATED);
        Hooks.tag(admin);
        JsonNode delivery = ended(webhook, "succeeded");

        Answer again =
                admin.send("POST", Hooks.path(delivery) + "/redeliver", null).expect(202);
        assertThat(again.text("status")).isEqualTo("pending");
        await().atMost(LIMIT).until(() -> receiver.at("/ok/again").size() == 2);
        assertThat(receiver.at("/ok/again").get(1).header("webhook-id"))
                .isEqualTo(delivery.get("event_id").textValue());
        assertThat(receiver.at("/ok/again").get(1).body())
                .isEqualTo(receiver.at("/ok/again").getFirst().body());
        ended(webhook, "succeeded");
        assertThat(Hooks.attempts(admin, delivery)).hasSize(2);
        JsonNode event = told("/ok/sees-redelivery", webhook.id(), "io.deskledger.webhook.redelivered.v1");
        assertThat(event.at("/changes/delivery_id/to").longValue())
                .isEqualTo(delivery.get("id").longValue());
        assertThat(event.get("version").longValue()).isEqualTo(2);
    }

    @Test
    void onlyWhoAskedIsTold() {
        Answer off = admin.post(
                        "/webhooks", Map.of("url", receiver.url("/ok/off"), "events", List.of("*"), "enabled", false))
                .expect(201);
        Hooks.create(admin, receiver.url("/ok/users"), "io.deskledger.user.*");
        Hooks.create(admin, receiver.url("/ok/tags"), "io.deskledger.tag.*");
        Hooks.create(admin, receiver.url("/ok/all"), "*");
        String tag = Hooks.tag(admin);

        await().atMost(LIMIT).until(() -> isTold("/ok/tags", tag) && isTold("/ok/all", tag));
        assertThat(isTold("/ok/users", tag) || isTold("/ok/off", tag)).isFalse();
        assertThat(Hooks.deliveries(admin, off.id())).isEmpty();
    }

    private static boolean isTold(String path, String tag) {
        return receiver.at(path).stream().anyMatch(request -> request.body().contains(tag));
    }

    /** The only request to that path, once it is there. */
    private static TestReceiver.Request one(String path) {
        await().atMost(LIMIT).until(() -> !receiver.at(path).isEmpty());
        return receiver.at(path).getFirst();
    }

    /** The data of the event of that type that tells of the webhook. */
    private static JsonNode told(String path, long webhook, String type) {
        await().atMost(LIMIT).until(() -> find(path, webhook, type).isPresent());
        return find(path, webhook, type).orElseThrow();
    }

    private static Optional<JsonNode> find(String path, long webhook, String type) {
        return receiver.at(path).stream()
                .map(TestReceiver.Request::json)
                .filter(body -> body.get("type").textValue().equals(type))
                .map(body -> body.get("data"))
                .filter(data -> data.get("id").longValue() == webhook)
                .findFirst();
    }

    /** The oldest delivery of the webhook, once it has ended like that. */
    private static JsonNode ended(Answer webhook, String status) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Hooks.deliveries(admin, webhook.id()))
                        .isNotEmpty()
                        .last()
                        .satisfies(delivery ->
                                assertThat(delivery.get("status").textValue()).isEqualTo(status)));
        return Hooks.deliveries(admin, webhook.id()).getLast();
    }
}
