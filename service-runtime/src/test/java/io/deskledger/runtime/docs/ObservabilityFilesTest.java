package io.deskledger.runtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Alerts and dashboards ask for metrics that there are, and each alert has a page to go by. That there are the metrics
 * of the table is held against each running service by its own MetricsIT; that alerts fire, by promtool.
 */
class ObservabilityFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = "deploy/observability/alerts.yml";

    private final OperationsPage page = OperationsPage.read();

    @Test
    void readsExpressions() {
        assertThat(PromQl.metrics("""
                histogram_quantile(0.95, sum by (le) (rate(a_seconds_bucket{job="x", uri!~"/b(c|d)"}[5m]))) > 1 * 3600
                and max(up{job="y"}) == 0 or label_values(process_uptime, job)""")).containsExactly("a_seconds", "process_uptime");
    }

    @Test
    void alertsAskForMetricsThatThereAre() {
        Set<String> asked = new TreeSet<>();
        alerts().forEach(alert -> asked.addAll(PromQl.metrics(alert.get("expr").toString())));
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(page.metrics()).containsAll(asked);
    }

    @Test
    void dashboardsAskForMetricsThatThereAre() throws IOException {
        List<JsonNode> dashboards = dashboards();
        assertThat(dashboards).hasSize(2);
        for (JsonNode dashboard : dashboards) {
            Set<String> asked = new TreeSet<>();
            dashboard.findValuesAsText("expr").forEach(expression -> asked.addAll(PromQl.metrics(expression)));
            dashboard.findValuesAsText("query").forEach(query -> asked.addAll(PromQl.metrics(query)));
            assertThat(asked).as(dashboard.path("title").asText()).hasSizeGreaterThan(10);
            assertThat(page.metrics()).as(dashboard.path("title").asText()).containsAll(asked);
            assertThat(dashboard.path("panels"))
                    .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
            assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void eachAlertHasASectionThatSaysWhatToDo() {
        Set<String> names = names();
        assertThat(page.alerts()).isEqualTo(names);
        for (String name : names) {
            assertThat(page.alert(name)).as(name).contains("**Means** ", "**Look** ", "**Do** ");
        }
        for (Map<String, Object> alert : alerts()) {
            assertThat(map(alert.get("annotations")).get("runbook"))
                    .isEqualTo("docs/operations.md#"
                            + alert.get("alert").toString().toLowerCase(Locale.ROOT));
            assertThat(map(alert.get("labels")).get("severity")).isIn("page", "ticket");
        }
    }

    @Test
    void eachAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() {
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (Object one : list(yaml("deploy/observability/alerts.test.yml").get("tests"))) {
            for (Object expected : list(map(one).get("alert_rule_test"))) {
                String name = map(expected).get("alertname").toString();
                (list(map(expected).get("exp_alerts")).isEmpty() ? quiet : firing).add(name);
            }
        }
        assertThat(firing).isEqualTo(names());
        assertThat(quiet).isEqualTo(names());
    }

    private static Set<String> names() {
        return alerts().stream()
                .map(alert -> alert.get("alert").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Map<String, Object>> alerts() {
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (Object group : list(yaml(RULES).get("groups"))) {
            list(map(group).get("rules")).forEach(rule -> alerts.add(map(rule)));
        }
        return alerts;
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(OperationsPage.path("deploy/observability/grafana/dashboards"))) {
            List<JsonNode> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dashboards.add(JSON.readTree(Files.readString(file)));
            }
            return dashboards;
        }
    }

    private static Map<String, Object> yaml(String path) {
        return map(new Yaml().load(OperationsPage.file(path)));
    }

    @SuppressWarnings("unchecked") // What YAML calls a mapping has texts as keys here.
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
