package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dictionary, the tables and the reports name the same figures. */
class MetricsDictionaryIT {

    private static final Pattern CODE = Pattern.compile("`([a-z0-9_.]+)`");

    /** What tells rows apart, or is no figure. */
    private static final Set<String> KEYS = Set.of(
            "period",
            "category",
            "cohort",
            "priority",
            "policy",
            "agent_id",
            "agent_full_name",
            "agent_email",
            "ticket_id",
            "ticket_number",
            "created_at",
            "first_responded_at");

    @Test
    void everyFigureOfAReportIsInTheDictionary() throws IOException {
        Set<String> answered = new TreeSet<>();
        Stream.of(
                        ReportColumns.TRENDS,
                        ReportColumns.DASHBOARD,
                        ReportColumns.CATEGORIES,
                        ReportColumns.COHORTS,
                        ReportColumns.RANKING,
                        ReportColumns.PERFORMANCE,
                        ReportColumns.RESPONSE_TIMES,
                        ReportColumns.SLA)
                .flatMap(columns -> columns.names().stream())
                .map(name -> name.replaceAll("\\..*", "").replaceAll("^p\\d+_", "p50_"))
                .filter(name -> !KEYS.contains(name))
                .forEach(answered::add);
        Set<String> defined = new TreeSet<>();
        rows().forEach(row -> names(row.getFirst()).forEach(defined::add));
        defined.removeIf(name -> name.endsWith("_") || KEYS.contains(name));

        assertThat(answered).isEqualTo(defined);
    }

    @Test
    void everyFigureIsStoredWhereTheDictionarySays() throws IOException, SQLException {
        Set<String> stored = new TreeSet<>();
        rows().forEach(row -> names(row.getLast()).forEach(stored::add));

        assertThat(stored).hasSizeGreaterThan(20);
        assertThat(columns()).containsAll(stored);
    }

    private static Stream<String> names(String cell) {
        Matcher code = CODE.matcher(cell);
        return code.results().map(found -> found.group(1));
    }

    /** The cells of the table of figures. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/metrics.md")).stream()
                .dropWhile(line -> !line.startsWith("| figure |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        List.of(line.substring(1, line.length() - 1).strip().split("\\|", -1)))
                .toList();
    }

    private static Set<String> columns() throws IOException, SQLException {
        DatabaseAccess database = TestServers.newDatabase();
        Set<String> columns = new TreeSet<>();
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA analytics; SET search_path = analytics");
            try (Stream<Path> files =
                    Files.list(Path.of("../analytics-worker/src/main/resources/db/migration/analytics"))) {
                for (Path file :
                        files.sorted(Comparator.comparingInt(Schemas::version)).toList()) {
                    statement.execute(Files.readString(file));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT table_name || '.' || column_name "
                    + "FROM information_schema.columns WHERE table_schema = 'analytics'")) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }
}
