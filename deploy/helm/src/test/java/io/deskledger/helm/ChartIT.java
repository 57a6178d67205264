package io.deskledger.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartIT {

    private static final Path HOME = Path.of("../..");

    private static final Map<String, String> EVERYTHING = Map.of(
            "setup.administrator", "postgres",
            "database.readUrl", "jdbc:postgresql://replica/deskledger",
            "ticketApi.autoscaling.enabled", "true",
            "ticketApi.ingress.enabled", "true",
            "ticketApi.ingress.host", "desk.example.org",
            "ticketApi.ingress.tlsSecret", "desk-tls",
            "auditConsumer.autoscaling.enabled", "true");

    @Test
    void passesHelmsOwnCheck() {
        var lint = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @Test
    void hasWhatAnInstallationNeedsAndNoMore() {
        assertThat(Chart.with(Map.of()).names())
                .containsExactlyInAnyOrder(
                        "Job desk-setup-test",
                        "Deployment desk-ticket-api",
                        "StatefulSet desk-audit-consumer",
                        "Deployment desk-analytics-worker",
                        "Service desk-ticket-api",
                        "Service desk-audit-consumer",
                        "PodDisruptionBudget desk-ticket-api",
                        "PodDisruptionBudget desk-audit-consumer",
                        "PodDisruptionBudget desk-analytics-worker",
                        "NetworkPolicy desk-setup",
                        "NetworkPolicy desk-ticket-api",
                        "NetworkPolicy desk-audit-consumer",
                        "NetworkPolicy desk-analytics-worker");
    }

    @ParameterizedTest
    @CsvSource({
        "database.url, database.url is missing",
        "kafka.bootstrapServers, kafka.bootstrapServers is missing",
        "existingSecret, existingSecret is missing",
        "image.repository, image.repository is missing",
        "ticketApi.attachments.s3.bucket, ticketApi.attachments.s3.bucket is missing"
    })
    void saysWhatIsMissing(String value, String complaint) {
        assertThatThrownBy(() -> Chart.with(Map.of(value, ""))).hasMessageContaining(complaint);
    }

    @Test
    void letsNoPodDoMoreThanItMust() {
        for (JsonNode workload : Chart.with(EVERYTHING).workloads()) {
            JsonNode pod = workload.at("/spec/template/spec");
            JsonNode container = Chart.container(workload);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        }
    }

    @Test
    void givesEachPodItsOwnSecretsAsFilesOnly() {
        Chart chart = Chart.with(EVERYTHING);

        assertThat(secrets(chart.the("StatefulSet", "desk-audit-consumer")))
                .containsExactlyInAnyOrder("audit-password", "checkpoint-key", "checkpoint-public-key");
        assertThat(secrets(chart.the("Deployment", "desk-analytics-worker"))).containsExactly("analytics-password");
        assertThat(secrets(chart.the("Deployment", "desk-ticket-api")))
                .doesNotContain("owner-password", "checkpoint-key", "audit-password");
        assertThat(secrets(chart.the("Job", "desk-setup-test"))).contains("owner-password", "admin-database-password");
        for (JsonNode workload : chart.workloads()) {
            List<String> mounted = secrets(workload);
            for (JsonNode variable : Chart.container(workload).path("env")) {
                assertThat(variable.has("valueFrom")).isFalse();
                String value = variable.path("value").asText();
                if (value.startsWith("/run/secrets/deskledger/")) {
                    assertThat(mounted).contains(value.substring(value.lastIndexOf('/') + 1));
                }
            }
        }
    }

    /** A misspelt variable would be ignored by the service. */
    @Test
    void setsOnlyVariablesThatTheServicesKnow() throws IOException {
        for (JsonNode workload : Chart.with(EVERYTHING).workloads()) {
            String known = known(Chart.component(workload));
            for (JsonNode variable : Chart.container(workload).path("env")) {
                String name = variable.path("name").asText();
                assertThat(known.contains("${" + name + ":")
                                || known.contains("${" + name + "}")
                                || known.contains('"' + name.replaceFirst("_FILE$", "") + '"'))
                        .as("%s of %s", name, Chart.component(workload))
                        .isTrue();
            }
        }
    }

    /** Helm 4 refuses two of a name, and where one of two is dropped later, an upgrade takes both away. */
    @Test
    void namesEachVariableOnce() {
        Map<String, String> values = new TreeMap<>(EVERYTHING);
        values.put("metrics.token", "true");
        values.put("ticketApi.env.DESKLEDGER_STOP_DELAY", "20s");
        values.put("auditConsumer.env.DESKLEDGER_MIGRATE", "true");
        values.put("analyticsWorker.env.DESKLEDGER_REPORTING_ZONE", "Asia/Tokyo");
        for (JsonNode workload : Chart.with(values).workloads()) {
            assertThat(Chart.container(workload).path("env").findValuesAsText("name"))
                    .as(Chart.component(workload))
                    .isNotEmpty()
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whoErasesTheLogAndWhoAllowsItAreToldTheSame() {
        Chart chart = Chart.with(Map.of("audit.retentionMonths", "12"));

        assertThat(variable(chart.the("Job", "desk-setup-test"), "DESKLEDGER_AUDIT_RETENTION_MONTHS"))
                .isEqualTo(
                        variable(chart.the("StatefulSet", "desk-audit-consumer"), "DESKLEDGER_AUDIT_RETENTION_MONTHS"))
                .isEqualTo("12");
    }

    @Test
    void whatAnInstallationSetsByItselfCounts(@TempDir Path folder) throws IOException {
        Path values = Files.writeString(folder.resolve("values.yaml"), """
                ticketApi: {env: {DESKLEDGER_STOP_DELAY: 20s, DESKLEDGER_WEBHOOK_MOST_KEPT: 3000000, DESKLEDGER_SLA_SWEEP: false}}
                """);
        JsonNode api = Chart.with(Map.of(), values).the("Deployment", "desk-ticket-api");

        assertThat(variable(api, "DESKLEDGER_STOP_DELAY")).isEqualTo("20s");
        assertThat(variable(api, "DESKLEDGER_WEBHOOK_MOST_KEPT")).isEqualTo("3000000");
        assertThat(variable(api, "DESKLEDGER_SLA_SWEEP")).isEqualTo("false");
    }

    @Test
    void standsBehindAProxyWithTlsUnlessToldOtherwise() {
        JsonNode usual = Chart.with(Map.of()).the("Deployment", "desk-ticket-api");
        JsonNode open = Chart.with(Map.of("ticketApi.secureCookies", "false", "ticketApi.behindProxy", "false"))
                .the("Deployment", "desk-ticket-api");

        assertThat(variable(usual, "DESKLEDGER_SECURE_COOKIES")).isEqualTo("true");
        assertThat(variable(usual, "DESKLEDGER_RATE_LIMIT_ADDRESS")).isEqualTo("0");
        assertThat(variable(open, "DESKLEDGER_SECURE_COOKIES")).isEqualTo("false");
        assertThat(variable(open, "DESKLEDGER_RATE_LIMIT_ADDRESS")).isEmpty();
    }

    @Test
    void whoCollectsMetricsIsKnownByTheToken() {
        Chart chart = Chart.with(Map.of("metrics.token", "true"));

        for (JsonNode workload : chart.workloads()) {
            boolean serves = !Chart.component(workload).equals("setup");
            assertThat(secrets(workload).contains("metrics-token")).isEqualTo(serves);
            assertThat(variable(workload, "DESKLEDGER_METRICS_TOKEN_FILE"))
                    .isEqualTo(serves ? "/run/secrets/deskledger/metrics-token" : "");
        }
    }

    @Test
    void howToReachASecuredKafkaIsInASecretOfEachPod() {
        for (JsonNode workload : Chart.with(Map.of("kafka.secured", "true")).workloads()) {
            assertThat(secrets(workload)).contains("kafka-properties");
            assertThat(variable(workload, "DESKLEDGER_KAFKA_PROPERTIES_FILE"))
                    .isEqualTo("/run/secrets/deskledger/kafka-properties");
        }
    }

    @Test
    void theLimitOfAnAddressIsForThoseWhoseAddressIsKnown() {
        Map<String, String> trusted = Map.of("ticketApi.trustedProxies", "10.244.0.0/16,fd12::/32");

        assertThat(variable(api(Map.of()), "DESKLEDGER_RATE_LIMIT_ADDRESS")).isEqualTo("0");
        assertThat(variable(api(trusted), "DESKLEDGER_RATE_LIMIT_ADDRESS")).isEmpty();
        assertThat(variable(api(trusted), "DESKLEDGER_TRUSTED_PROXIES")).isEqualTo("10.244.0.0/16,fd12::/32");
    }

    private static JsonNode api(Map<String, String> values) {
        return Chart.with(values).the("Deployment", "desk-ticket-api");
    }

    @Test
    void aJobThatIsNoHookHasAnotherNameForEachImage() {
        assertThat(Chart.with(Map.of("image.tag", "1.2.3")).names()).contains("Job desk-setup-1-2-3");
    }

    /** Its value; empty where it is not set. */
    private static String variable(JsonNode workload, String name) {
        for (JsonNode one : Chart.container(workload).path("env")) {
            if (one.path("name").asText().equals(name)) {
                return one.path("value").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket-api", "audit-consumer", "analytics-worker"})
    void probesThePortThatTheServiceListensOn(String service) throws IOException {
        JsonNode workload = Chart.with(Map.of()).workloads().stream()
                .filter(one -> Chart.component(one).equals(service))
                .findFirst()
                .orElseThrow();
        int port = Chart.container(workload).at("/ports/0/containerPort").asInt();

        assertThat(known(service)).containsPattern("port: \\$\\{DESKLEDGER_[A-Z_]*PORT:" + port + "}");
        assertThat(Chart.container(workload).at("/readinessProbe/httpGet/path").asText())
                .isEqualTo("/health/readiness");
    }

    @Test
    void findsItsOwnPods() {
        Chart chart = Chart.with(EVERYTHING);
        for (JsonNode workload : chart.workloads()) {
            JsonNode labels = workload.at("/spec/template/metadata/labels");
            if (!workload.path("kind").asText().equals("Job")) {
                assertThat(holds(labels, workload.at("/spec/selector/matchLabels")))
                        .isTrue();
                assertThat(chart.all("PodDisruptionBudget"))
                        .filteredOn(budget -> holds(labels, budget.at("/spec/selector/matchLabels")))
                        .hasSize(1);
            }
            assertThat(chart.all("NetworkPolicy"))
                    .filteredOn(policy -> holds(labels, policy.at("/spec/podSelector/matchLabels")))
                    .hasSize(1);
        }
        for (JsonNode scaler : chart.all("HorizontalPodAutoscaler")) {
            JsonNode target = scaler.at("/spec/scaleTargetRef");
            JsonNode scaled =
                    chart.the(target.path("kind").asText(), target.path("name").asText());
            assertThat(scaled.at("/spec").has("replicas")).isFalse();
        }
    }

    @Test
    void scalesTheAuditConsumerOnItsLag() {
        JsonNode metric = Chart.with(EVERYTHING)
                .the("HorizontalPodAutoscaler", "desk-audit-consumer")
                .at("/spec/metrics/0");

        assertThat(metric.path("type").asText()).isEqualTo("External");
        assertThat(metric.at("/external/metric/name").asText()).isEqualTo("deskledger_audit_lag");
        assertThat(metric.at("/external/target/averageValue").asText()).isEqualTo("5000");
    }

    @Test
    void keepsEverybodyFromTheSidesThatAskForNoPassword() {
        Chart chart = Chart.with(EVERYTHING);

        for (String closed : List.of("desk-analytics-worker", "desk-audit-consumer", "desk-setup")) {
            JsonNode policy = chart.the("NetworkPolicy", closed).path("spec");
            assertThat(policy.path("policyTypes").valueStream().map(JsonNode::asText))
                    .as(closed)
                    .contains("Ingress");
            assertThat(policy.path("ingress").isArray()).as(closed).isTrue();
            assertThat(policy.path("ingress")).as(closed).isEmpty();
        }
    }

    private static boolean holds(JsonNode labels, JsonNode selector) {
        return !selector.isEmpty()
                && selector.properties().stream().allMatch(one -> one.getValue().equals(labels.get(one.getKey())));
    }

    private static List<String> secrets(JsonNode workload) {
        return StreamSupport.stream(workload.at("/spec/template/spec/volumes").spliterator(), false)
                .flatMap(volume ->
                        StreamSupport.stream(volume.at("/secret/items").spliterator(), false))
                .map(item -> item.path("key").asText())
                .toList();
    }

    /** Where the names of a service's variables are written down. */
    private static String known(String component) throws IOException {
        Path secrets = HOME.resolve("common-model/src/main/java/io/deskledger/model/settings/SecretFiles.java");
        Path own = component.equals("setup")
                ? HOME.resolve("deploy/setup/src/main/java/io/deskledger/setup/SetupSettings.java")
                : HOME.resolve(component + "/src/main/resources/application.yml");
        return Files.readString(own) + Files.readString(secrets);
    }
}
