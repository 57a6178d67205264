package io.deskledger.audit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command takes from its arguments and from the environment of the services. */
class VerifyOptionsTest {

    private static final Map<String, String> AFTER_A_CHANGE_OF_KEYS = Map.of(
            "DESKLEDGER_AUDIT_CHECKPOINT_FILE", "one.ndjson, other.ndjson",
            "DESKLEDGER_AUDIT_CHECKPOINT_PUBLIC_KEY_FILE", "new.pem,old.pem,");

    @Test
    void theEnvironmentMayNameSeveralFiles() {
        VerifyOptions options = VerifyOptions.parse(List.of(), AFTER_A_CHANGE_OF_KEYS);

        assertThat(options.checkpoints()).containsExactly(new File("one.ndjson"), new File("other.ndjson"));
        assertThat(options.keys()).containsExactly(Path.of("new.pem"), Path.of("old.pem"));
    }

    @Test
    void argumentsCountInsteadOfIt() {
        VerifyOptions options =
                VerifyOptions.parse(List.of("--checkpoints", "a,b", "--key", "mine.pem"), AFTER_A_CHANGE_OF_KEYS);

        assertThat(options.checkpoints()).containsExactly(new File("a,b"));
        assertThat(options.keys()).containsExactly(Path.of("mine.pem"));
    }

    @Test
    void checkpointsWithoutAKeyAreRefused() {
        assertThatThrownBy(
                        () -> VerifyOptions.parse(List.of(), Map.of("DESKLEDGER_AUDIT_CHECKPOINT_FILE", "one.ndjson")))
                .hasMessageContaining("--key");
    }
}
