package io.deskledger.audit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.audit.checkpoint.SealedDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.CheckpointPem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command needs the table or an export of it, the file of checkpoints and the public key, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyCommandIT {

    private static final String EDIT =
            "UPDATE audit.audit_logs SET version = version %s 1 WHERE chain = %s AND seq = 2";

    @TempDir
    private static Path folder;

    private SealedDesk sealed;
    private String chain = "";

    @BeforeAll
    void write() throws IOException {
        sealed = new SealedDesk(folder);
        sealed.startConsumer("one");
        sealed.desk.send(Events.tickets(10, 5));
        sealed.desk.awaitAudited(50);
        sealed.awaitSealed("one");
        sealed.desk.stopConsumers();
        chain = sealed.desk
                .query("SELECT chain FROM audit.chain_heads ORDER BY seq DESC LIMIT 1")
                .getFirst()
                .getFirst();
    }

    @AfterAll
    void close() {
        sealed.close();
    }

    @Test
    void theTableIsHeldAgainstTheFile() throws SQLException {
        assertThat(run(database()).code()).isZero();
        assertThat(run(database()).out())
                .contains("50 rows in", "50 sealed", "All rows are as they were written")
                .doesNotContain("behind the last");

        sealed.desk.execute(DatabaseRole.OWNER, EDIT.formatted("+", chain));
        Answer answer = run(database());
        sealed.desk.execute(DatabaseRole.OWNER, EDIT.formatted("-", chain));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .contains("BROKEN: chain " + chain + ", row 2: its columns or its hash were changed", "was changed");
    }

    @Test
    void whatCantBeReadIsNotCalledChanged() throws SQLException {
        sealed.desk.execute(DatabaseRole.OWNER, """
                ALTER TABLE audit.audit_logs ALTER occurred_at DROP NOT NULL;
                UPDATE audit.audit_logs SET occurred_at = NULL, request_id = occurred_at::text WHERE seq = 1;
                """);
        Answer answer = run(database());
        sealed.desk.execute(DatabaseRole.OWNER, """
                UPDATE audit.audit_logs SET occurred_at = request_id::timestamptz, request_id = 'req-1' WHERE seq = 1;
                ALTER TABLE audit.audit_logs ALTER occurred_at SET NOT NULL;
                """);

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).contains("It could not be checked");
        assertThat(run(database()).code()).isZero();
    }

    @Test
    void soIsAnExport() throws IOException {
        List<String> lines =
                new ArrayList<>(sealed.desk.query("SELECT row_to_json(l) FROM audit.log l ORDER BY chain, seq").stream()
                        .map(List::getFirst)
                        .toList());
        assertThat(run(export(lines)).code()).isZero();

        int cut = lines.size() - 1;
        Answer missing = run(export(lines.subList(0, cut)));
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).contains("the row is missing: there were");

        lines.set(0, lines.getFirst().replace("Title", "Tilte"));
        Answer changed = run(export(lines));
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("BROKEN: chain 0, row 1: its data was changed");

        lines.set(1, "{\"chain\":0}");
        Answer unreadable = run(export(lines));
        assertThat(unreadable.code()).isEqualTo(3);
        assertThat(unreadable.err()).contains("line 2: there is no seq");
    }

    @Test
    void anExportThatIsOlderThanTheFileSaysSo() throws IOException {
        Answer answer = run(concat(export(List.of()), "--until", "2020-01-01T00:00:00Z"));
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("0 rows");
        assertThat(run(export(List.of())).code()).isEqualTo(1);
    }

    @Test
    void anotherKeyIsNotTrusted() throws IOException {
        Path stranger = Files.writeString(
                folder.resolve("stranger.pem"),
                CheckpointPem.write(
                        CheckpointPem.signer(CheckpointPem.generate()).publicKey()));
        List<String> arguments = new ArrayList<>(database());
        arguments.set(arguments.indexOf("--key") + 1, stranger.toString());
        Answer answer = run(arguments);
        assertThat(answer.code()).isEqualTo(4);
        assertThat(answer.out()).contains("are not signed by a given key", "0 sealed", "50 rows are behind the last");
    }

    @Test
    void withoutCheckpointsItSaysWhatThatMeans() {
        Answer answer = run(database().subList(0, 4));
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("No checkpoints were given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--bad x",
                "--url",
                "--export a --url b",
                "--export a --threads 0",
                "--export a --until noon",
                "--export a --checkpoints b",
                "export",
            })
    void wrongUsageIsTold(String arguments) {
        Answer answer = run(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("Usage: verify");
    }

    @Test
    void whatCannotBeReadIsNoVerdict() {
        Answer nowhere = run(List.of("--url", "jdbc:postgresql://127.0.0.1:1/nowhere"));
        assertThat(nowhere.code()).isEqualTo(3);
        assertThat(nowhere.err()).contains("It could not be checked");
        assertThat(run(List.of("--export", "/nowhere")).code()).isEqualTo(3);
    }

    private List<String> database() {
        return concat(List.of("--url", sealed.desk.database.url(), "--user", DatabaseRole.AUDIT.roleName()), seals());
    }

    private List<String> export(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("export.ndjson"), lines);
        return concat(List.of("--export", file.toString()), seals());
    }

    private String[] seals() {
        return new String[] {
            "--checkpoints", sealed.file("one").toString(), "--key", sealed.publicKey.toString(),
        };
    }

    private static List<String> concat(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private Answer run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new VerifyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(
                        arguments,
                        Map.of(
                                "DESKLEDGER_DB_PASSWORD",
                                sealed.desk.database.passwords().audit()));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Answer(int code, String out, String err) {}
}
