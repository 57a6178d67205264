package io.deskledger.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiProcess;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances share the work; none of it is lost with one of them. */
class WebhookInstancesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TAG_CREATED = "io.deskledger.tag.created.v1";

    private final DatabaseAccess database = ApiServer.newDesk();
    private final String group = UUID.randomUUID().toString();
    private final TestReceiver receiver = new TestReceiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void twoInstancesDeliverEachChangeOnce() {
        try (ApiServer one = ApiServer.start(database, Hooks.settings(group));
                ApiServer two = ApiServer.start(database, Hooks.settings(group))) {
            Answer webhook = Hooks.create(one.admin(), receiver.url("/ok/shared"), TAG_CREATED);
            ApiClient other = two.admin();
            Set<String> tags = IntStream.range(0, 300)
                    .mapToObj(i -> Hooks.tag(i % 2 == 0 ? one.admin() : other))
                    .collect(Collectors.toSet());

            await().atMost(LIMIT).until(() -> told("/ok/shared").containsAll(tags));
            await().atMost(LIMIT).until(() -> pending(one, webhook.id()) == 0);
            assertThat(told("/ok/shared")).hasSameSizeAs(tags).containsExactlyInAnyOrderElementsOf(tags);
            assertThat(one.count("SELECT count(*) FROM webhook_deliveries WHERE attempts <> 1"))
                    .isZero();
            assertThat(one.count("SELECT count(*) FROM webhook_attempts WHERE status = 200"))
                    .isEqualTo(300);
        }
    }

    @Test
    void noMoreAttemptsAtOnceThanAllowedHoweverManyInstances() {
        Map<String, Object> settings = Hooks.settings(group);
        settings.put("DESKLEDGER_WEBHOOK_PARALLEL", 3);
        settings.put("DESKLEDGER_WEBHOOK_TIMEOUT", "120s");
        settings.put("DESKLEDGER_WEBHOOK_LEASE", "240s");
        try (ApiServer one = ApiServer.start(database, settings);
                ApiServer two = ApiServer.start(database, settings)) {
            Hooks.create(one.admin(), receiver.url("/hangs"), TAG_CREATED);
            Hooks.create(two.admin(), receiver.url("/ok/last"), TAG_CREATED);
            Set<String> tags =
                    IntStream.range(0, 40).mapToObj(_ -> Hooks.tag(one.admin())).collect(Collectors.toSet());

            await().atMost(LIMIT).until(() -> told("/ok/last").containsAll(tags));
            await().atMost(LIMIT).until(() -> receiver.at("/hangs").size() == 3);
            assertThat(one.count("SELECT count(*) FROM webhook_deliveries WHERE leased"))
                    .isEqualTo(3);
            receiver.close();
        }
    }

    @Test
    void anInstanceThatIsKilledLosesNothing() throws Exception {
        Set<String> tags = new HashSet<>();
        long webhook;
        try (ApiProcess killed = ApiProcess.start("webhook-api-process", database, Hooks.settings(group))) {
            ApiClient admin = killed.admin();
            webhook = Hooks.create(admin, receiver.url("/hangs/once"), TAG_CREATED)
                    .id();
            for (int i = 0; i < 30; i++) {
                tags.add(Hooks.tag(admin));
            }
            await().atMost(LIMIT).until(() -> !receiver.at("/hangs/once").isEmpty());
        }
        try (ApiServer next = ApiServer.start(database, Hooks.settings(group))) {
            next.admin()
                    .patch("/webhooks/" + webhook, Map.of("url", receiver.url("/ok/after")))
                    .expect(200);

            await().atMost(LIMIT).until(() -> told("/ok/after").containsAll(tags));
            await().atMost(LIMIT).until(() -> pending(next, webhook) == 0);
            List<JsonNode> deliveries = Hooks.deliveries(next.admin(), webhook);
            assertThat(deliveries)
                    .hasSameSizeAs(tags)
                    .allSatisfy(delivery ->
                            assertThat(delivery.get("status").textValue()).isEqualTo("succeeded"));
            assertThat(deliveries)
                    .as("the attempt that nobody could tell of is seen too")
                    .anySatisfy(delivery -> assertThat(Hooks.attempts(next.admin(), delivery))
                            .anySatisfy(attempt -> {
                                assertThat(attempt.get("duration_ms").isNull()).isTrue();
                                assertThat(attempt.get("status").isNull()).isTrue();
                            }));
        }
    }

    private List<String> told(String path) {
        return receiver.at(path).stream()
                .map(request -> request.json().at("/data/changes/name/to").textValue())
                .toList();
    }

    private static long pending(ApiServer api, long webhook) {
        return api.count(
                "SELECT count(*) FROM webhook_deliveries WHERE status = 'pending' AND webhook_id = " + webhook);
    }
}
