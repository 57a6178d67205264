package io.deskledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @Test
    void nothingMeansStart() {
        assertThat(parse()).isEqualTo(new Command.Start());
        assertThat(parse("start")).isEqualTo(new Command.Start());
    }

    @Test
    void logsTakesANameAndFollowInAnyOrder() {
        assertThat(parse("logs")).isEqualTo(new Command.Logs(Optional.empty(), false));
        assertThat(parse("logs", "-f")).isEqualTo(new Command.Logs(Optional.empty(), true));
        assertThat(parse("logs", "-f", "kafka")).isEqualTo(new Command.Logs(Optional.of("kafka"), true));
        assertThat(parse("logs", "kafka", "-f")).isEqualTo(new Command.Logs(Optional.of("kafka"), true));
    }

    @Test
    void importTakesAFile() {
        assertThat(parse("import", "a file.gz")).isEqualTo(new Command.Import("a file.gz"));
    }

    @Test
    void replayTakesIds() {
        assertThat(parse("dead-letters")).isEqualTo(new Command.DeadLetters(List.of()));
        assertThat(parse("replay", "2-17", "3-1")).isEqualTo(new Command.DeadLetters(List.of("2-17", "3-1")));
    }

    @Test
    void daysAreGivenByTheirEnds() {
        LocalDate from = LocalDate.parse("2026-01-31");
        LocalDate to = LocalDate.parse("2026-02-01");
        assertThat(parse("backfill", "--from", "2026-01-31", "--to", "2026-02-01"))
                .isEqualTo(new Command.Backfill(from, to));
        assertThat(parse("backfill")).isEqualTo(new Command.WatchDays());
        assertThat(parse("reconcile", "--from", "2026-01-31", "--to", "2026-02-01", "--repair"))
                .isEqualTo(new Command.Reconcile(from, to, true));
        assertThat(parse("reconcile", "--from", "2026-01-31", "--to", "2026-02-01"))
                .isEqualTo(new Command.Reconcile(from, to, false));
    }

    @Test
    void verifyAndGapsHandTheirArgumentsOn() {
        assertThat(parse("verify", "--export", "a file")).isEqualTo(new Command.Verify(List.of("--export", "a file")));
        assertThat(parse("gaps", "2026-03-01T00:00:00Z")).isEqualTo(new Command.Gaps(List.of("2026-03-01T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stopp",
                "--port",
                "start now",
                "import",
                "import a b",
                "logs a b",
                "logs -x",
                "status -v",
                "replay",
                "dead-letters x",
                "backfill --from 2026-01-01",
                "backfill --from 2026-02-01 --to 2026-01-31",
                "reconcile --from x --to y"
            })
    void whatMakesNoSenseGetsAReason(String line) {
        assertThat(parse(line.split(" ")))
                .isInstanceOfSatisfying(
                        Command.Help.class, help -> assertThat(help.reason()).isPresent());
    }

    private static Command parse(String... arguments) {
        return Command.parse(List.of(arguments));
    }
}
