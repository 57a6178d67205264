package io.deskledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ChangesTopic;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ImportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String EVERYTHING = """
            {"source": "acme", "external_id": "A1", "title": " Printer ", "description": "It does not print", \
            "priority": "high", "category": "hardware", "tags": ["VPN", "vpn", "b"], "custom_fields": {"site": "A"}, \
            "created_at": "2020-01-01T00:00:00Z", "creator": {"email": "C@example.com", "full_name": "Caller"}, \
            "history": [\
            {"at": "2020-01-05T00:00:00Z", "actor": {"email": "a@example.com"}, "status": "closed"}, \
            {"at": "2020-01-02T00:00:00Z", "actor": {"email": "a@example.com", "full_name": "Agent"}, \
            "assignee": {"email": "a@example.com"}, "status": "in_progress", \
            "comment": {"content": "Hello", "is_internal": false}}, \
            {"at": "2020-01-02T00:00:00Z", "actor": {"email": "a@example.com"}, "status": "in_progress"}, \
            {"at": "2020-01-03T00:00:00Z", "actor": {"email": "a@example.com"}, "tags": ["b", "c"], "priority": "low"}, \
            {"at": "2020-01-04T00:00:00Z", "actor": {"email": "a@example.com"}, "tags": ["c"]}, \
            {"at": "2020-01-06T00:00:00Z", "actor": {"email": "c@example.com"}, "status": "open", "assignee": null}]}
            """;

    private final ImportDesk imports = new ImportDesk();

    @Test
    void letsTheWholeHistoryHappen() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = imports.start()) {
            long id = finish(desk, EVERYTHING);

            assertThat(imports.rows("""
                    SELECT title, status, priority, initial_priority, assignee_id, reopen_count, version, resolved_at,
                           first_responded_at = '2020-01-02T00:00:00Z', updated_at = '2020-01-06T00:00:00Z', custom_fields
                      FROM tickets
                    """)).containsExactly("Printer open low high null 1 6 null t t {\"site\": \"A\"}");
            assertThat(imports.rows("SELECT email, full_name, role FROM users WHERE id > 2 ORDER BY email"))
                    .containsExactly("a@example.com Agent agent", "c@example.com Caller customer");
            assertThat(imports.rows("SELECT version, from_status, to_status, reopened FROM status_changes ORDER BY 1"))
                    .containsExactly("2 open in_progress f", "5 in_progress closed f", "6 closed open t");
            assertThat(imports.rows("SELECT name FROM tags JOIN ticket_tags ON tag_id = id"))
                    .containsExactly("c");
            await().atMost(PATIENCE).until(() -> topic.of("import-" + id).size() == 8);
            assertThat(topic.of("import-" + id).stream()
                            .filter(arrival -> !arrival.key().startsWith("user"))
                            .map(arrival -> arrival.event().getType() + " "
                                    + arrival.event().getTime()))
                    .containsExactly(
                            "io.deskledger.ticket.created.v1 2020-01-01T00:00Z",
                            "io.deskledger.ticket.commented.v1 2020-01-02T00:00Z",
                            "io.deskledger.ticket.updated.v1 2020-01-03T00:00Z",
                            "io.deskledger.ticket.tagged.v1 2020-01-04T00:00Z",
                            "io.deskledger.ticket.updated.v1 2020-01-05T00:00Z",
                            "io.deskledger.ticket.updated.v1 2020-01-06T00:00Z");
        }
    }

    @Test
    void refusesBrokenLinesAndImportsTheRest() throws Exception {
        String file = String.join(
                "\n",
                ImportDesk.line(1),
                "{\"source\": ",
                ImportDesk.line(2).replace("\"resolved\"", "\"shut\""),
                "",
                ImportDesk.line(3).replace("\"title\": \"Ticket 3\",", ""),
                ImportDesk.line(4).replace("2020-01-04T", "+10000-01-04T"),
                ImportDesk.line(5).replace("Generated", "\\u0000"),
                "x".repeat(17_000_000),
                ImportDesk.line(6).replace("{\"email\": \"a1@example.com\"}}", "{\"email\": \"account@example.com\"}}"),
                ImportDesk.line(1),
                ImportDesk.line(7));
        try (ApplicationContext desk = imports.start()) {
            ImportView done = ImportDesk.view(desk, finish(desk, file));

            assertThat(done.errors())
                    .extracting(ImportView.LineError::line)
                    .containsExactly(2L, 3L, 5L, 6L, 7L, 8L, 9L);
            assertThat(List.of(done.read(), done.imported(), done.skipped(), done.refused()))
                    .containsExactly(10L, 2L, 1L, 7L);
            assertThat(imports.rows("SELECT external_id FROM import_keys ORDER BY 1"))
                    .containsExactly("G1", "G7");
        }
    }

    private long nextNumber() throws Exception {
        return Long.parseLong(imports.rows("SELECT nextval('ticket_ids')").getFirst());
    }

    @Test
    void importsNothingTwice() throws Exception {
        try (ApplicationContext desk = imports.start()) {
            finish(desk, ImportDesk.file(120));
            long waiting =
                    Long.parseLong(imports.rows("SELECT max(id) FROM users").getFirst());
            long block = nextNumber();
            ImportView second = ImportDesk.view(desk, finish(desk, ImportDesk.file(120)));

            assertThat(List.of(second.imported(), second.skipped())).containsExactly(0L, 120L);
            assertThat(imports.rows("SELECT count(*), max(version) FROM tickets"))
                    .containsExactly("120 4");
            assertThat(imports.rows("SELECT max(id) FROM users")).containsExactly(Long.toString(waiting));
            assertThat(nextNumber()).as("the very next block of ticket numbers").isEqualTo(block + 50);
            assertThat(imports.rows("SELECT count(*) FROM import_chunks")).containsExactly("0");
        }
    }

    @Test
    void goesOnWhereItWasKilledWhicheverInstanceItIs() throws Exception {
        int tickets = 2_400;
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext second = imports.start()) {
            long id = startAndKill(tickets);

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> ImportDesk.view(second, id).status().equals("done"));
            assertThat(ImportDesk.view(second, id).imported()).isEqualTo(tickets);
            assertThat(imports.rows("SELECT count(*), sum(version) FROM tickets"))
                    .containsExactly(tickets + " " + 4 * tickets);
            await().atMost(PATIENCE).until(() -> topic.of("import-" + id).size() >= 4 * tickets + 25);
            List<Long> inOrder = LongStream.rangeClosed(1, 4).boxed().toList();
            assertThat(topic.versions("import-" + id))
                    .hasSize(tickets + 25)
                    .allSatisfy((key, versions) ->
                            assertThat(versions).isEqualTo(key.startsWith("user") ? List.of(1L) : inOrder));
        }
    }

    /** Ends all sessions of a working instance a few times, and then the instance itself. */
    private long startAndKill(int tickets) throws Exception {
        try (ApplicationContext first = imports.start()) {
            long id = ImportDesk.send(first, ImportDesk.file(tickets));
            for (int kill = 1; kill <= 3; kill++) {
                long reached = 400L * kill;
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> ImportDesk.view(first, id).imported() >= reached);
                imports.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE usename = 'deskledger_api' AND datname = current_database() AND pid <> pg_backend_pid()");
            }
            return id;
        }
    }

    private static long finish(ApplicationContext desk, String file) throws Exception {
        long id = ImportDesk.send(desk, file);
        await().atMost(PATIENCE).until(() -> ImportDesk.view(desk, id).status().equals("done"));
        return id;
    }
}
