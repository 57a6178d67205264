package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.AssigneeAt;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A ticket, a clock and when it is looked at, drawn at random; every instant in it is a multiple of the grain.
 *
 * @param grain seconds
 */
record ClockCase(
        int grain,
        ZoneId zone,
        Map<DayOfWeek, List<OpeningHours>> hours,
        List<Holiday> holidays,
        SlaClock clock,
        TicketTimeline ticket,
        Instant at) {

    private static final List<ZoneId> ZONES = List.of(
                    "UTC",
                    "Europe/Rome",
                    "America/New_York",
                    "Australia/Lord_Howe", // puts its clocks forward by half an hour
                    "America/Sao_Paulo", // did so at midnight: days without a 00:00
                    "Asia/Kathmandu",
                    "America/St_Johns", // once did so at a minute past midnight
                    "Antarctica/Troll", // by two hours
                    "Africa/Casablanca",
                    "Pacific/Apia") // left out a whole day
            .stream()
            .map(ZoneId::of)
            .toList();

    private static final List<TicketStatus> STATUSES = List.of(TicketStatus.values());

    /** The same where nobody has said anything after so many replies. */
    ClockCase withReplies(int count) {
        TicketTimeline cut = new TicketTimeline(
                ticket.createdAt(),
                ticket.initialStatus(),
                ticket.statuses(),
                ticket.replies().subList(0, count),
                ticket.assignees());
        return new ClockCase(grain, zone, hours, holidays, clock, cut, at);
    }

    /** A case of that grain: about three days long in minutes, about two hours in seconds. */
    static ClockCase draw(Random random, int grain) {
        ZoneId zone = any(random, ZONES);
        Instant created = draw(random, grain, zone);
        List<Instant> times = new ArrayList<>();
        Instant time = created;
        for (int i = random.nextInt(9); i >= 0; i--) {
            time = time.plusSeconds(draw(random, grain, 600));
            times.add(time);
        }
        LocalDate day = created.atZone(zone).toLocalDate();
        Map<DayOfWeek, List<OpeningHours>> hours = hours(random, grain);
        List<Holiday> holidays = holidays(random, day);
        WorkCalendar calendar = WorkCalendar.of("desk", zone, hours, holidays);
        SlaTarget target =
                new SlaTarget(Duration.ofSeconds(2L * (grain + draw(random, grain, 1000))), calendar, paused(random));
        SlaKind kind = any(random, List.of(SlaKind.values()));
        SlaClock clock = new SlaClock(kind, target, 50);
        return new ClockCase(grain, zone, hours, holidays, clock, ticket(random, created, times), times.getLast());
    }

    /** Half of them close to when the clocks are changed, because that is where it hurts. */
    private static Instant draw(Random random, int grain, ZoneId zone) {
        Instant any = Instant.parse("2005-01-01T00:00:00Z").plusSeconds(random.nextLong(25L * 365 * 86_400));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        if (change != null && random.nextBoolean()) {
            any = change.getInstant().minusSeconds(random.nextInt(1500 * grain));
        } else if (random.nextInt(4) == 0) {
            any = any.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        }
        return Instant.ofEpochSecond(Math.floorDiv(any.getEpochSecond(), (long) grain) * grain);
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Short more often than long, and sometimes nothing. */
    private static int draw(Random random, int grain, int most) {
        int bound = 1 + random.nextInt(most);
        return random.nextInt(8) == 0 ? 0 : random.nextInt(bound) * grain;
    }

    private static TicketTimeline ticket(Random random, Instant created, List<Instant> times) {
        List<StatusAt> statuses = new ArrayList<>();
        List<ReplyAt> replies = new ArrayList<>();
        List<AssigneeAt> assignees = new ArrayList<>();
        for (Instant time : times) {
            switch (random.nextInt(5)) {
                case 0, 1 -> addStatus(statuses, new StatusAt(time, any(random, STATUSES)));
                case 2 -> replies.add(new ReplyAt(time, true));
                case 3 -> replies.add(new ReplyAt(time, false));
                default -> assignees.add(new AssigneeAt(time, random.nextBoolean() ? null : random.nextLong(1, 5)));
            }
        }
        TicketStatus initial = random.nextInt(6) == 0 ? any(random, STATUSES) : TicketStatus.OPEN;
        return new TicketTimeline(created, initial, statuses, replies, assignees);
    }

    /** One status an instant: nobody who looks on could see the others. */
    private static void addStatus(List<StatusAt> statuses, StatusAt change) {
        statuses.removeIf(earlier -> earlier.at().equals(change.at()));
        statuses.add(change);
    }

    private static Set<TicketStatus> paused(Random random) {
        Set<TicketStatus> paused = EnumSet.noneOf(TicketStatus.class);
        if (random.nextBoolean()) {
            paused.add(TicketStatus.WAITING_ON_CUSTOMER);
        }
        if (random.nextInt(4) == 0) {
            paused.add(random.nextBoolean() ? TicketStatus.OPEN : TicketStatus.IN_PROGRESS);
        }
        return paused;
    }

    private static Map<DayOfWeek, List<OpeningHours>> hours(Random random, int grain) {
        Map<DayOfWeek, List<OpeningHours>> hours = new EnumMap<>(DayOfWeek.class);
        boolean always = random.nextInt(10) == 0;
        for (DayOfWeek day : DayOfWeek.values()) {
            hours.put(day, always ? List.of(OpeningHours.WHOLE_DAY) : day(random, grain));
        }
        if (hours.values().stream().allMatch(List::isEmpty)) {
            hours.put(DayOfWeek.of(1 + random.nextInt(7)), List.of(OpeningHours.WHOLE_DAY));
        }
        return hours;
    }

    private static List<OpeningHours> day(Random random, int grain) {
        List<Integer> edges = random.ints(random.nextInt(5) * 2L, 0, 86_400 / grain + 1)
                .map(edge -> edge * grain)
                .distinct()
                .sorted()
                .boxed()
                .toList();
        List<OpeningHours> day = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i += random.nextInt(3) == 0 ? 1 : 2) {
            day.add(new OpeningHours(edges.get(i), edges.get(i + 1)));
        }
        day.sort(Comparator.comparingInt((OpeningHours one) -> one.to()).reversed());
        return day;
    }

    private static List<Holiday> holidays(Random random, LocalDate day) {
        List<Holiday> holidays = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean yearly = random.nextBoolean();
            LocalDate first = day.plusDays(random.nextInt(6) - 2).minusYears(yearly ? random.nextInt(4) : 0);
            holidays.add(new Holiday("H" + i, first, first.plusDays(random.nextInt(3)), yearly));
        }
        return holidays;
    }
}
