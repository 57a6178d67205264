package io.deskledger.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    private Path folder;

    @Test
    void standForTheirVariableWithoutTheLineBreakAtTheEnd() throws IOException {
        assertThat(SecretFiles.read(Map.of(
                        "DESKLEDGER_JWT_SECRET_FILE", file(" a secret \n"), "DESKLEDGER_DB_PASSWORD", "as it is")))
                .isEqualTo(Map.of("DESKLEDGER_JWT_SECRET", " a secret "));
    }

    @Test
    void leaveAloneWhatIsAFileByItsNature() throws IOException {
        assertThat(SecretFiles.read(Map.of("DESKLEDGER_AUDIT_CHECKPOINT_KEY_FILE", file("a key"))))
                .isEmpty();
    }

    @Test
    void areRefusedWhereTheSecretIsGivenTwice() throws IOException {
        Map<String, String> both =
                Map.of("DESKLEDGER_DB_PASSWORD", "one", "DESKLEDGER_DB_PASSWORD_FILE", file("another"));

        assertThatThrownBy(() -> SecretFiles.read(both))
                .hasMessage("DESKLEDGER_DB_PASSWORD and DESKLEDGER_DB_PASSWORD_FILE are both set");
    }

    @Test
    void areRefusedWhereTheyAreEmptyOrMissing() throws IOException {
        Map<String, String> empty = Map.of("DESKLEDGER_WEBHOOK_KEY_FILE", file("\n"));
        Map<String, String> missing = Map.of("DESKLEDGER_WEBHOOK_KEY_FILE", folder + "/none");

        assertThatThrownBy(() -> SecretFiles.read(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DESKLEDGER_WEBHOOK_KEY_FILE");
        assertThatThrownBy(() -> SecretFiles.read(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("DESKLEDGER_WEBHOOK_KEY_FILE");
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", null), content)
                .toString();
    }
}
