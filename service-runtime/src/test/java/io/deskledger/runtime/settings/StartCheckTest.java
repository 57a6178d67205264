package io.deskledger.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartCheckTest {

    private static final String JWT_SECRET = "0123456789".repeat(4);

    @ParameterizedTest
    @ValueSource(strings = {"ticket-api", "audit-consumer", "analytics-worker"})
    void whatIsNeededSufficesAndDefaultsAreFine(String service) throws IOException {
        StartCheck check = check(service);
        Map<String, String> environment = new HashMap<>(needed());
        assertThat(check.mistakes(environment)).isEmpty();
        for (Variable variable : Variable.of(yml(service))) {
            String otherwise = variable.otherwise();
            // A default that is another variable's value is told with that one.
            if (otherwise != null && !otherwise.contains("DESKLEDGER_")) {
                environment.put(variable.name(), otherwise);
            }
        }
        assertThat(check.mistakes(environment)).isEmpty();
    }

    @Test
    void tellsAllMistakesAtOnceAndNoSecret() throws IOException {
        Map<String, String> environment = new HashMap<>(needed());
        environment.remove("DESKLEDGER_DB_PASSWORD");
        environment.put("DESKLEDGER_JWT_SECRET", "too short");
        environment.put("DESKLEDGER_DB_POOL", "many");
        environment.put("DESKLEDGER_DB_URL", "postgres://api:hunter2@db/deskledger?password=hunter2");
        environment.put("DESKLEDGER_ADMIN_EMAIL", "admin@example.org");

        assertThat(check("ticket-api").mistakes(environment))
                .containsExactlyInAnyOrder(
                        "DESKLEDGER_DB_PASSWORD is not set, and there is no default",
                        "DESKLEDGER_JWT_SECRET (not shown): it has to have at least 32 bytes",
                        "DESKLEDGER_DB_POOL is 'many': it has to be a whole number from 1 to 2147483647",
                        "DESKLEDGER_DB_URL is 'postgres://...@db/deskledger?...': it has to be a URL like"
                                + " jdbc:postgresql://host:5432/deskledger",
                        "DESKLEDGER_ADMIN_EMAIL and DESKLEDGER_ADMIN_PASSWORD have to be set both, or neither");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DESKLEDGER_PORT                | 70000
                    DESKLEDGER_PORT                | ''
                    DESKLEDGER_RELAY               | yes
                    DESKLEDGER_SLA_POLL            | 5 minutes
                    DESKLEDGER_SLA_POLL            | -PT5S
                    DESKLEDGER_ATTACHMENT_SIZE     | 25 apples
                    DESKLEDGER_RATE_LIMIT_USER     | -1
                    DESKLEDGER_LISTS_AT_ONCE       | 0
                    DESKLEDGER_KAFKA               | localhost
                    DESKLEDGER_TRUSTED_PROXIES     | 10.0.0.0/33
                    DESKLEDGER_TRUSTED_PROXIES     | 10
                    DESKLEDGER_TRUSTED_PROXIES     | 10.0.0.1,
                    DESKLEDGER_TRUSTED_PROXIES     | balancer.example.org
                    DESKLEDGER_WEBHOOK_ALLOW       | fd12::/x
                    DESKLEDGER_REPORTING_ZONE      | Mars/Olympus
                    DESKLEDGER_ATTACHMENTS_STORAGE | tape
                    DESKLEDGER_WEBHOOK_KEY         | c2hvcnQ=
                    DESKLEDGER_METRICS_TOKEN       | guess
                    DESKLEDGER_LOG_FORMAT          | xml
                    DESKLEDGER_LOG_LEVEL           | LOUD
                    OTEL_EXPORTER_OTLP_ENDPOINT    | collector:4317
                    """)
    void namesWhatIsWrong(String variable, String value) throws IOException {
        Map<String, String> environment = new HashMap<>(needed());
        environment.put(variable, value);
        assertThat(check("ticket-api").mistakes(environment))
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake).startsWith(variable + " ").contains(": it has to "));
    }

    @ParameterizedTest
    @CsvSource({
        "DESKLEDGER_SLA_POLL, 2s",
        "DESKLEDGER_SLA_POLL, PT2S",
        "DESKLEDGER_ATTACHMENT_SIZE, 1gb",
        "DESKLEDGER_ATTACHMENT_SIZE, 1048576",
        "DESKLEDGER_KAFKA, 'a:9092,b:9093'",
        "DESKLEDGER_REPORTING_ZONE, America/St_Johns",
        "DESKLEDGER_LOG_FORMAT, json",
        "DESKLEDGER_TRUSTED_PROXIES, ''",
        "DESKLEDGER_TRUSTED_PROXIES, '10.1.0.0/16, fd12::/32,192.0.2.7'",
        "DESKLEDGER_WEBHOOK_ALLOW, 10.1.0.0/16",
        "DESKLEDGER_S3_BUCKET, ''"
    })
    void takesWhatIsRight(String variable, String value) throws IOException {
        Map<String, String> environment = new HashMap<>(needed());
        environment.put(variable, value);
        assertThat(check("ticket-api").mistakes(environment)).isEmpty();
    }

    @Test
    void aFileOfASecretIsAsGoodAsTheSecret() throws IOException {
        Map<String, String> environment = new HashMap<>(needed());
        environment.remove("DESKLEDGER_DB_PASSWORD");
        environment.put("DESKLEDGER_DB_PASSWORD_FILE", "/run/secrets/db");
        assertThat(check("audit-consumer").mistakes(environment)).isEmpty();
    }

    @Test
    void tellsWhatAFileAboutTheBrokerMayNotHave(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), "acks=0\nssl.protocol=TLSv1.3\nretries=1");
        Map<String, String> environment = new HashMap<>(needed());
        environment.put("DESKLEDGER_KAFKA_PROPERTIES_FILE", file.toString());
        environment.put("DESKLEDGER_DB_POOL", "many");

        assertThat(check("audit-consumer").mistakes(environment))
                .hasSize(3)
                .anyMatch(mistake -> mistake.startsWith("DESKLEDGER_DB_POOL is"))
                .anyMatch(mistake -> mistake.startsWith("DESKLEDGER_KAFKA_PROPERTIES_FILE: acks is"))
                .anyMatch(mistake -> mistake.startsWith("DESKLEDGER_KAFKA_PROPERTIES_FILE: retries is"));
    }

    private static Map<String, String> needed() {
        return Map.of(
                "DESKLEDGER_DB_URL", "jdbc:postgresql://localhost/deskledger",
                "DESKLEDGER_DB_PASSWORD", "p",
                "DESKLEDGER_DB_OWNER_PASSWORD", "o",
                "DESKLEDGER_JWT_SECRET", JWT_SECRET);
    }

    private static StartCheck check(String service) throws IOException {
        return new StartCheck(yml(service));
    }

    private static String yml(String service) throws IOException {
        return Files.readString(Path.of("..", service, "src/main/resources/application.yml"));
    }
}
