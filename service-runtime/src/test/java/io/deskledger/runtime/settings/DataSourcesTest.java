package io.deskledger.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** No thread waits for ever for a database that is gone without a word. */
class DataSourcesTest {

    @ParameterizedTest
    @CsvSource({"ticket-api, 2", "audit-consumer, 1", "analytics-worker, 1"})
    void everyPoolHasLimits(String service, int pools) throws IOException {
        Map<String, Object> settings =
                new Yaml().load(Files.readString(Path.of("..", service, "src/main/resources/application.yml")));
        JsonNode found = new ObjectMapper().valueToTree(settings.get("datasources"));

        assertThat(found).hasSize(pools).allSatisfy(pool -> {
            assertThat(pool.at("/data-source-properties/connectTimeout").asInt())
                    .isBetween(1, 10);
            assertThat(pool.at("/data-source-properties/socketTimeout").asInt()).isBetween(30, 300);
        });
    }
}
