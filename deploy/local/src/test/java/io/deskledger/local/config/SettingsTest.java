package io.deskledger.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Path HOME = Path.of("/srv/desk ledger");
    private static final Path ELSEWHERE = Path.of("/tmp");

    @Test
    void hasDefaultsForEverything() {
        Settings settings = Settings.from(Map.of("DESKLEDGER_PORT", " "), HOME, ELSEWHERE);

        assertThat(settings.api().port()).isEqualTo(8080);
        assertThat(settings.api().address()).isEqualTo("http://localhost:8080");
        assertThat(settings.dataDir()).isEqualTo(HOME.resolve(".data"));
        assertThat(settings.demo().tickets()).isEqualTo(2_000);
        assertThat(settings.demo().password()).isEmpty();
        assertThat(settings.servers().databaseUrl()).isEmpty();
        assertThat(settings.servers().kafka()).isEmpty();
    }

    @Test
    void takesAFolderFromWhereTheUserIs() {
        Settings settings = Settings.from(Map.of("DESKLEDGER_DATA_DIR", "mine/../data"), HOME, ELSEWHERE);

        assertThat(settings.dataDir()).isEqualTo(Path.of("/tmp/data"));
    }

    @ParameterizedTest
    @CsvSource({
        "DESKLEDGER_PORT, http",
        "DESKLEDGER_PORT, 0",
        "DESKLEDGER_PORT, 65536",
        "DESKLEDGER_DEMO_TICKETS, -1",
        "DESKLEDGER_DEMO_TICKETS, 2.5",
        "DESKLEDGER_DEMO_PASSWORD, short",
        "DESKLEDGER_DB_URL, postgres://localhost/x",
        "DESKLEDGER_KAFKA, localhost",
        "DESKLEDGER_KAFKA_PROPERTIES_FILE, kafka.properties"
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value), HOME, ELSEWHERE))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(name);
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        Map<String, String> environment = Map.of("DESKLEDGER_PORT", "x", "DESKLEDGER_DEMO_TICKETS", "y");

        assertThatThrownBy(() -> Settings.from(environment, HOME, ELSEWHERE))
                .hasMessageContaining("DESKLEDGER_PORT")
                .hasMessageContaining("DESKLEDGER_DEMO_TICKETS");
    }

    @Test
    void anAlmostFullDiskIsRefused() {
        DataFolder data = new DataFolder(Path.of("/data"));

        assertThatThrownBy(() -> data.requireSpace(400L << 20))
                .hasMessageContaining("400 MB")
                .hasMessageContaining("/data")
                .hasMessageContaining("DESKLEDGER_DATA_DIR");
    }
}
