package io.deskledger.model.sla;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a desk is open: hours of the week and holidays, in a time zone.
 *
 * <p>An instant is open if the wall clock of the zone shows a time then that lies within the hours of the date that it
 * shows, and that date is no holiday. So where clocks are put forward the hour that is left out does not count, and
 * where they are put back the hour that comes twice counts twice.
 *
 * <p>Immutable and safe for any number of threads. Keep an instance where many tickets are measured: it remembers the
 * years that it was asked about. Times finer than a microsecond are cut off.
 */
public final class WorkCalendar {

    private static final int MOST_HOURS_A_DAY = 24;
    private static final int MOST_HOLIDAYS = 2_000;

    private final String name;
    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpeningHours>> hours;
    private final List<Holiday> holidays;
    private final OpenTimes times;

    private WorkCalendar(String name, ZoneId zone, Map<DayOfWeek, List<OpeningHours>> hours, List<Holiday> holidays) {
        this.name = name;
        this.zone = zone;
        this.hours = hours;
        this.holidays = holidays;
        this.times = new OpenTimes(zone, hours, new Holidays(holidays));
    }

    /**
     * A calendar of these hours and holidays. Refused with {@link InvalidSlaException} for {@code hours.monday[1]}
     * where hours overlap, for {@code hours} where there are none, and for {@code holidays} where there are too many.
     */
    public static WorkCalendar of(
            String name, ZoneId zone, Map<DayOfWeek, List<OpeningHours>> hours, List<Holiday> holidays) {
        InvalidSlaException.checkName("name", name, 200);
        Map<DayOfWeek, List<OpeningHours>> checked = new EnumMap<>(DayOfWeek.class);
        new TreeMap<>(hours).forEach((day, list) -> {
            if (!list.isEmpty()) {
                checked.put(day, checkDay(day, list));
            }
        });
        if (checked.isEmpty()) {
            throw new InvalidSlaException("hours", "a calendar has to be open on at least one day of the week");
        }
        if (holidays.size() > MOST_HOLIDAYS) {
            throw new InvalidSlaException("holidays", "at most " + MOST_HOLIDAYS);
        }
        return new WorkCalendar(name, zone, checked, List.copyOf(holidays));
    }

    /** Open all the time. */
    public static WorkCalendar always(String name, ZoneId zone) {
        Map<DayOfWeek, List<OpeningHours>> hours = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            hours.put(day, List.of(OpeningHours.WHOLE_DAY));
        }
        return of(name, zone, hours, List.of());
    }

    /** The zone of that name; {@link InvalidSlaException} for {@code zone} where there is none. */
    public static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new InvalidSlaException("zone", "has to be a time zone such as UTC or Europe/Rome");
        }
    }

    private static List<OpeningHours> checkDay(DayOfWeek day, List<OpeningHours> list) {
        String field = "hours." + day.name().toLowerCase(Locale.ROOT);
        if (list.size() > MOST_HOURS_A_DAY) {
            throw new InvalidSlaException(field, "at most " + MOST_HOURS_A_DAY + " intervals a day");
        }
        for (int i = 0; i < list.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (list.get(i).from() < list.get(j).to()
                        && list.get(j).from() < list.get(i).to()) {
                    throw new InvalidSlaException(field + "[" + i + "]", "overlaps another interval of the day");
                }
            }
        }
        List<OpeningHours> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(OpeningHours::from));
        return List.copyOf(sorted);
    }

    public String name() {
        return name;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The hours of the days that have any, in order. */
    public Map<DayOfWeek, List<OpeningHours>> hours() {
        return Map.copyOf(hours);
    }

    public List<Holiday> holidays() {
        return holidays;
    }

    /** Whether the desk is open at that instant. */
    public boolean isOpen(Instant at) {
        long micros = OpenTimes.micros(at);
        return times.between(micros, micros + 1) > 0;
    }

    /** The open time from an instant to another; zero where the second is not after the first. */
    public Duration between(Instant from, Instant to) {
        return OpenTimes.duration(times.between(OpenTimes.micros(from), OpenTimes.micros(to)));
    }

    /**
     * The first instant at which so much open time has gone by since {@code from}; null where that takes more than a
     * century.
     */
    public @Nullable Instant add(Instant from, Duration open) {
        long reached = times.add(OpenTimes.micros(from), OpenTimes.micros(open));
        return reached == OpenTimes.NEVER ? null : OpenTimes.instant(reached);
    }

    /** The names of the holidays from one day to another (included), by day. */
    Map<LocalDate, String> holidaysBetween(LocalDate from, LocalDate to) {
        return new Holidays(holidays).between(from, to);
    }

    OpenTimes times() {
        return times;
    }

    /** Whether both are called the same and are open at the same times by the same rules. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkCalendar that
                && name.equals(that.name)
                && zone.equals(that.zone)
                && hours.equals(that.hours)
                && holidays.equals(that.holidays);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, zone, hours, holidays);
    }

    @Override
    public String toString() {
        return name + " (" + zone + ")";
    }
}
