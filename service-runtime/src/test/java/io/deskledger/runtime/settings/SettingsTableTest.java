package io.deskledger.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of settings in the operations guide has what the services take, and nothing else. */
class SettingsTableTest {

    private static final List<String> SERVICES = List.of("ticket-api", "audit-consumer", "analytics-worker");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(DESKLEDGER_[A-Z0-9_]+)` \\| ([a-z, -]+) \\| ([^|]*) \\| ([^\\n]+) \\|$", Pattern.MULTILINE);

    @Test
    void isWhatTheServicesTake() throws IOException {
        Set<String> taken = new TreeSet<>();
        for (String service : SERVICES) {
            String yml = Files.readString(Path.of("..", service, "src/main/resources/application.yml"));
            for (Variable variable : Variable.of(yml)) {
                taken.add(service + " " + variable.name() + " " + shown(variable));
            }
        }
        Set<String> told = new TreeSet<>();
        ROW.matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .forEach(row -> {
                    String of = row.group(2);
                    for (String service : of.equals("all") ? SERVICES : List.of(of.split(", ", -1))) {
                        told.add(service + " " + row.group(1) + " "
                                + row.group(3).strip());
                    }
                });
        assertThat(taken).hasSizeGreaterThan(100);
        assertThat(told).isEqualTo(taken);
    }

    private static String shown(Variable variable) {
        String otherwise = variable.otherwise();
        if (otherwise == null) {
            return "required";
        }
        if (otherwise.startsWith("DESKLEDGER_")) {
            return "as `" + otherwise.substring(0, otherwise.indexOf(':')) + "`";
        }
        return otherwise.isEmpty() ? "" : "`" + otherwise + "`";
    }
}
