package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.WireName;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/sla.md say what the clock does. */
class WorkedCasesTest {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** A row by the names of its columns. */
    private record Row(Map<String, String> cells) {

        String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("no column " + column);
            }
            return cell;
        }

        @Override
        public String toString() {
            return get("#") + " " + get("case");
        }
    }

    static Stream<Row> cases() throws IOException {
        return rows("| # |").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSo(Row row) throws IOException {
        WorkCalendar calendar = calendars().get(row.get("calendar"));
        assertThat(calendar).isNotNull();
        ZoneId zone = calendar.zone();
        Set<TicketStatus> paused = row.get("pauses in").isEmpty() ? Set.of() : Set.of(status(row.get("pauses in")));
        SlaKind kind = WireName.find(SlaKind.class, row.get("promise")).orElseThrow();
        SlaClock clock = new SlaClock(kind, new SlaTarget(duration(row.get("target")), calendar, paused), 80);
        TicketTimeline ticket = timeline(row.get("history"), zone);
        Instant at = instant(row.get("seen at"), zone);

        SlaReading reading = clock.read(ticket, at).orElseThrow();

        assertThat(reading.elapsed()).isEqualTo(duration(row.get("elapsed")));
        assertThat(reading.state().wire()).isEqualTo(row.get("state"));
        assertThat(reading.dueAt()).isEqualTo(instantOrNull(row.get("due"), zone));
        assertThat(reading.breachedAt()).isEqualTo(instantOrNull(row.get("breached"), zone));
        Duration running = clock.explain(ticket, reading.cycle(), at).stream()
                .filter(interval -> interval.phase() == SlaPhase.RUNNING)
                .map(SlaInterval::length)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(running).isEqualTo(reading.elapsed());
    }

    @Test
    void thereAreAtLeastTwenty() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static TicketTimeline timeline(String history, ZoneId zone) {
        List<StatusAt> statuses = new ArrayList<>();
        List<ReplyAt> replies = new ArrayList<>();
        for (String entry : history.split("; ", -1)) {
            String[] words = entry.split(" ", 2);
            Instant at = instant(words[1], zone);
            switch (words[0]) {
                case "staff" -> replies.add(new ReplyAt(at, true));
                case "customer" -> replies.add(new ReplyAt(at, false));
                default -> statuses.add(new StatusAt(at, status(words[0])));
            }
        }
        StatusAt created = statuses.removeFirst();
        return new TicketTimeline(created.at(), created.status(), statuses, replies, List.of());
    }

    private static Map<String, WorkCalendar> calendars() throws IOException {
        Map<String, WorkCalendar> calendars = new HashMap<>();
        for (Row row : rows("| calendar |")) {
            String[] words = row.get("hours").split(" ", -1);
            Map<DayOfWeek, List<OpeningHours>> hours = new EnumMap<>(DayOfWeek.class);
            List<OpeningHours> each = Arrays.stream(words)
                    .skip(1)
                    .map(word -> OpeningHours.of(word.substring(0, 5), word.substring(6)))
                    .toList();
            for (int day = DAYS.indexOf(words[0].substring(0, 3)); day <= DAYS.indexOf(words[0].substring(4)); day++) {
                hours.put(DayOfWeek.of(day + 1), each);
            }
            String name = row.get("calendar");
            calendars.put(
                    name,
                    WorkCalendar.of(name, WorkCalendar.zone(row.get("zone")), hours, holidays(row.get("holidays"))));
        }
        return calendars;
    }

    private static List<Holiday> holidays(String cell) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(cell.split("; ", -1))
                        .map(text -> {
                            boolean yearly = text.startsWith("yearly ");
                            String rest = yearly ? text.substring(7) : text;
                            return Holiday.on(rest.substring(11), LocalDate.parse(rest.substring(0, 10)), yearly);
                        })
                        .toList();
    }

    private static TicketStatus status(String wire) {
        return WireName.find(TicketStatus.class, wire).orElseThrow();
    }

    private static Duration duration(String text) {
        String[] parts = text.split(":", -1);
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]));
    }

    private static @Nullable Instant instantOrNull(String text, ZoneId zone) {
        return text.isEmpty() ? null : instant(text, zone);
    }

    private static Instant instant(String text, ZoneId zone) {
        String[] parts = text.replace(' ', 'T').split("\\+", 2);
        LocalDateTime time = LocalDateTime.parse(parts[0]);
        return parts.length == 1 ? time.atZone(zone).toInstant() : time.toInstant(ZoneOffset.of("+" + parts[1]));
    }

    /** The rows of the table whose head starts so. */
    private static List<Row> rows(String head) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/sla.md")).stream()
                .dropWhile(line -> !line.startsWith(head))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> columns = cells(lines.getFirst());
        return lines.stream()
                .skip(2)
                .map(line -> {
                    List<String> cells = cells(line);
                    return new Row(columns.stream()
                            .collect(Collectors.toMap(
                                    Function.identity(), column -> cells.get(columns.indexOf(column)))));
                })
                .toList();
    }

    private static List<String> cells(String line) {
        String[] cells = line.split("\\|", -1);
        return Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList();
    }
}
